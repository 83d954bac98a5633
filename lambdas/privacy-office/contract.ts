import { area } from '#/domain/api/area.ts';
import { officeRoutes } from './requests.contract.ts';

export const privacyOffice = area({
  name: 'privacy-office',
  says: 'Where people of ours answer requests: they see ids, kinds and times, and never what anybody wrote.',
  stores: {
    directory: ['read'],
    keys: ['read', 'check'],
    rights: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['data_rights'], mac: true },
  routes: officeRoutes,
});
