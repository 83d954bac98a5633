import { area } from '#/domain/api/area.ts';
import { grantRoutes } from './grants.contract.ts';
import { ownGrantRoutes } from './own-grants.contract.ts';

export const supportGrants = area({
  name: 'support-grants',
  says: 'Who lets staff look into somebody’s records, for what and how long. It opens no record.',
  stores: {
    directory: ['read'],
    keys: ['read', 'write', 'delete'],
    incidents: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: [], rewrap: { from: ['coaching'], to: ['support_access'] }, mac: true },
  routes: { ...grantRoutes, ...ownGrantRoutes },
});
