export const rule = {
  id: 'aws-finding',
  says: 'GuardDuty or Security Hub reports something high or critical.',
  severity: 'P2',
  classes: [2004],
  match: [
    { field: 'metadata.log_name', op: 'in', value: ['guard-duty', 'security-hub'] },
    { field: 'severity_id', op: 'at-least', value: 4 },
    { field: 'activity_id', op: 'is-not', value: 3 },
  ],
  by: 'instance',
  window: { minutes: 60 },
  threshold: { of: 'events', atLeast: 1 },
  target: 'instance',
  attack: 'T1078.004',
};
