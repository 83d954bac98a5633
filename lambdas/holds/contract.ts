import { area } from '#/domain/api/area.ts';
import { holdRoutes } from './holds.contract.ts';

export const holds = area({
  name: 'holds',
  says: 'Legal holds: placed and released by two people, in force beside the keys that nothing may destroy meanwhile.',
  stores: {
    directory: ['read', 'check'],
    keys: ['read', 'write'],
    rights: ['read', 'list', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: [], mac: true },
  routes: holdRoutes,
});
