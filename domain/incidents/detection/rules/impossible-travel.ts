export const rule = {
  id: 'impossible-travel',
  says: 'One person signs in from two countries within an hour.',
  severity: 'P2',
  classes: [3002],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'SignIn' },
    { field: 'status_id', op: 'is', value: 1 },
  ],
  by: 'actor',
  window: { minutes: 60 },
  threshold: { of: 'values', field: 'unmapped.country_hash', atLeast: 2 },
  playbook: 'account-takeover',
  target: 'person',
  attack: 'T1078.004',
};
