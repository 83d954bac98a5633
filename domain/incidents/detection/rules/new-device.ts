export const rule = {
  id: 'new-device',
  says: 'Somebody signs in with a device that they did not use in the last thirty days.',
  severity: 'P4',
  classes: [3002],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'SignIn' },
    { field: 'status_id', op: 'is', value: 1 },
  ],
  by: 'actor',
  window: { minutes: 43_200 },
  threshold: { of: 'new-value', field: 'device.uid' },
  target: 'person',
  attack: 'T1078.004',
};
