export const rule = {
  id: 'guessed-password',
  says: 'Sign-ins to one account fail ten times within an hour, from wherever they come.',
  severity: 'P3',
  classes: [3002],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'SignIn' },
    { field: 'status_id', op: 'is', value: 2 },
  ],
  by: 'actor',
  window: { minutes: 60 },
  threshold: { of: 'events', atLeast: 10 },
  target: 'person',
  attack: 'T1110.001',
};
