import { area } from '#/domain/api/area.ts';
import { deliveryRoutes } from './deliveries.contract.ts';
import { importRoutes } from './imports.contract.ts';

export const copies = area({
  name: 'copies',
  says: 'Hands over the copies of their data that people asked for, and takes such copies back.',
  stores: {
    directory: ['read'],
    keys: ['read', 'check'],
    rights: ['read', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['data_rights'], mac: true },
  buckets: { exports: ['read', 'write', 'delete', 'list'] },
  routes: { ...deliveryRoutes, ...importRoutes },
});
