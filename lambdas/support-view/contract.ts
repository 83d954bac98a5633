import { area } from '#/domain/api/area.ts';
import { viewRoutes } from './view.contract.ts';

export const supportView = area({
  name: 'support-view',
  says: 'What staff see through an open grant. It opens records by the grant’s own lens, and can make no lens itself.',
  stores: {
    directory: ['read', 'list'],
    keys: ['read'],
    coaching: ['read', 'list'],
    incidents: ['read'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['support_access'], mac: true },
  routes: viewRoutes,
});
