export const rule = {
  id: 'unusual-export',
  says: 'Somebody makes far more copies of data in a day than they usually do.',
  severity: 'P2',
  classes: [3004],
  match: [{ field: 'metadata.event_code', op: 'in', value: ['copy.linked', 'copy.taken', 'request.confirmed'] }],
  by: 'actor',
  window: { minutes: 1440 },
  threshold: { of: 'above-habit', atLeast: 5, times: 4, periods: 14, always: 60 },
  playbook: 'account-takeover',
  target: 'person',
  attack: 'T1567',
};
