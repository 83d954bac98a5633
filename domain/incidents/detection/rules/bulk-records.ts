export const rule = {
  id: 'bulk-records',
  says: 'One coach opens records a hundred times within ten minutes: no hand does that.',
  severity: 'P1',
  classes: [6003],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'record.opened' },
    { field: 'unmapped.role', op: 'is', value: 'coach' },
    { field: 'unmapped.own', op: 'is', value: false },
  ],
  by: 'actor',
  window: { minutes: 10 },
  threshold: { of: 'events', atLeast: 100 },
  playbook: 'rogue-coach',
  target: 'person',
  attack: 'T1213',
};
