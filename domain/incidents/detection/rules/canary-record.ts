export const rule = {
  id: 'canary-record',
  says: 'Somebody reaches for a record that nobody has a reason to open.',
  severity: 'P1',
  classes: [3004, 6003],
  match: [{ field: 'unmapped.canary', op: 'is', value: true }],
  by: 'actor',
  window: { minutes: 60 },
  threshold: { of: 'events', atLeast: 1 },
  playbook: 'account-takeover',
  target: 'person',
  attack: 'T1213',
};
