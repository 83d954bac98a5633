import { area } from '#/domain/api/area.ts';
import { agreementRoutes } from './agreements.contract.ts';
import { courseRoutes } from './course.contract.ts';
import { engagementRoutes } from './engagements.contract.ts';
import { privacyRoutes } from './privacy.contract.ts';

export const engagements = area({
  name: 'engagements',
  says: 'Engagements between a coach and a client, and the agreements they rest on.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'check', 'write'],
    consent: ['read'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['account', 'coaching'], create: ['account', 'coaching'], mac: true },
  userPools: ['AdminCreateUser'],
  routes: { ...engagementRoutes, ...agreementRoutes, ...privacyRoutes, ...courseRoutes },
});
