import { area } from '#/domain/api/area.ts';
import { memberRoutes } from './members.contract.ts';
import { organizationRoutes } from './organizations.contract.ts';
import { reportRoutes } from './reports.contract.ts';
import { termsRoutes } from './terms.contract.ts';

export const organizations = area({
  name: 'organizations',
  says: 'Organisations, their members, invitations, programme terms and what sponsors see of them.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'check', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['account', 'coaching'], create: ['account', 'coaching', 'integration_registry'], mac: true },
  userPools: ['AdminCreateUser'],
  routes: { ...organizationRoutes, ...memberRoutes, ...termsRoutes, ...reportRoutes },
});
