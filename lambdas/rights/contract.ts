import { area } from '#/domain/api/area.ts';
import { requestRoutes } from './requests.contract.ts';

export const rights = area({
  name: 'rights',
  says: 'What a person asks for about their own data, and how far it is.',
  stores: {
    directory: ['read', 'write'],
    keys: ['read', 'write'],
    rights: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['data_rights', 'account'], create: ['data_rights'], mac: true },
  routes: requestRoutes,
});
