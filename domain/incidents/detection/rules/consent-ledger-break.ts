export const rule = {
  id: 'consent-ledger-break',
  says: 'The chain of a consent ledger does not hold: an entry was changed, taken out or put in.',
  severity: 'P1',
  classes: [2004],
  match: [{ field: 'metadata.event_code', op: 'is', value: 'consent-ledger-broken' }],
  by: 'instance',
  window: { minutes: 60 },
  threshold: { of: 'events', atLeast: 1 },
  playbook: 'audit-log-tampering',
  target: 'instance',
  attack: 'T1565.001',
};
