import { area } from '#/domain/api/area.ts';

export const supportClock = area({
  name: 'support-clock',
  says: 'Ends grants whose time is over, with their lenses, and counts those that nobody has reviewed in time. It opens nothing.',
  stores: { keys: ['read', 'delete'], incidents: ['read', 'list', 'write', 'delete'], activity: ['write'] },
  keys: { unwrap: [] },
  trigger: { schedule: 'rate(5 minutes)' },
  routes: {},
});
