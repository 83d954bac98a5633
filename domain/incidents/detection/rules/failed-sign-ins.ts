export const rule = {
  id: 'failed-sign-ins',
  says: 'Sign-ins from one address fail ten times within ten minutes: passwords are being tried.',
  severity: 'P3',
  classes: [3002],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'SignIn' },
    { field: 'status_id', op: 'is', value: 2 },
  ],
  by: 'address',
  window: { minutes: 10 },
  threshold: { of: 'events', atLeast: 10 },
  playbook: 'credential-stuffing',
  target: 'instance',
  attack: 'T1110.003',
};
