import { area } from '#/domain/api/area.ts';

export const engagementLogs = area({
  name: 'engagement-log',
  says: 'Notes, by day and without content, that coaching goes on: for figures over groups, and only where the programme terms let the sponsor see them.',
  stores: {
    directory: ['read', 'check'],
    consent: ['read', 'check'],
    activity: ['append'],
  },
  keys: { unwrap: [] },
  trigger: 'outbox',
  routes: {},
});
