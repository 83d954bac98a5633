export const rule = {
  id: 'cross-instance-id',
  says: 'The id of another instance stands in a log of this one: regions never meet.',
  severity: 'P1',
  classes: [3001, 3004, 3005, 3006, 6003],
  match: [{ field: 'unmapped.foreign_instance', op: 'is', value: true }],
  by: 'actor',
  window: { minutes: 60 },
  threshold: { of: 'events', atLeast: 1 },
  target: 'instance',
  attack: 'T1537',
};
