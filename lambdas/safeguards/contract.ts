import { area } from '#/domain/api/area.ts';
import { safeguardRoutes } from './safeguards.contract.ts';

export const safeguards = area({
  name: 'safeguards',
  says: 'That somebody may need protection when they consent. It makes and destroys no key of a purpose.',
  stores: {
    directory: ['read'],
    keys: ['read', 'check', 'write'],
    consent: ['read', 'write'],
    rights: ['write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['coaching', 'consent_proof'], create: ['consent_proof'], mac: true, sign: true },
  routes: safeguardRoutes,
});
