import { area } from '#/domain/api/area.ts';
import { invitationRoutes } from './invitations.contract.ts';
import { officeRoutes } from './office.contract.ts';

export const guardianships = area({
  name: 'guardianships',
  says: 'Who may decide for a minor: invited, confirmed by the privacy office, ended by majority. It changes no choice.',
  stores: {
    directory: ['read', 'write'],
    keys: ['read', 'check', 'write'],
    consent: ['read', 'write'],
    rights: ['read', 'list', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['consent_proof'], create: ['account', 'coaching'], mac: true },
  userPools: ['AdminCreateUser'],
  routes: { ...invitationRoutes, ...officeRoutes },
});
