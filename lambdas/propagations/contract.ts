import { area } from '#/domain/api/area.ts';

export const propagations = area({
  name: 'propagations',
  says: 'Finds the third parties that have to be told to stop and delete, and suspends those that do not confirm in time.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'check'],
    accesslog: ['append', 'list'],
    activity: ['write'],
    rights: ['read', 'list', 'write'],
  },
  keys: { unwrap: ['integration_registry'], mac: true },
  trigger: 'durable',
  routes: {},
});
