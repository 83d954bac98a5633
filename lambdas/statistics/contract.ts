import { area } from '#/domain/api/area.ts';

export const statistics = area({
  name: 'statistics',
  says: 'Rolls engagement logs into monthly figures over groups, a day after the month and long before the logs end.',
  stores: {
    directory: ['read', 'check'],
    consent: ['read', 'check'],
    accesslog: ['append'],
    activity: ['read', 'list', 'append'],
  },
  keys: { unwrap: [] },
  trigger: { schedule: 'rate(1 day)' },
  routes: {},
});
