export const rule = {
  id: 'bulk-reads',
  says: 'One coach opens records of fifteen clients within ten minutes.',
  severity: 'P1',
  classes: [6003],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'record.opened' },
    { field: 'unmapped.role', op: 'is', value: 'coach' },
    { field: 'unmapped.own', op: 'is', value: false },
  ],
  by: 'actor',
  window: { minutes: 10 },
  threshold: { of: 'values', field: 'resources.uid', atLeast: 15 },
  playbook: 'rogue-coach',
  target: 'person',
  attack: 'T1213',
};
