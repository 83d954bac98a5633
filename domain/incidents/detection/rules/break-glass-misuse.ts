export const rule = {
  id: 'break-glass-misuse',
  says: 'Staff reach three times within an hour for records that no grant opens to them.',
  severity: 'P2',
  classes: [6003],
  match: [
    { field: 'metadata.event_code', op: 'is', value: 'record.refused' },
    { field: 'unmapped.role', op: 'in', value: ['support', 'security', 'privacy', 'platform_admin'] },
  ],
  by: 'actor',
  window: { minutes: 60 },
  threshold: { of: 'events', atLeast: 3 },
  playbook: 'staff-compromise',
  target: 'person',
  attack: 'T1078.004',
};
