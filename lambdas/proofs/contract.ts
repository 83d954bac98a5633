import { area } from '#/domain/api/area.ts';
import { proofRoutes } from './proofs.contract.ts';

export const proofs = area({
  name: 'proofs',
  says: 'Hands out what was signed when data was deleted: certificates of erasures, and proofs of the sweeper’s runs.',
  stores: {
    directory: ['read'],
    rights: ['read', 'list'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: [], mac: true },
  routes: proofRoutes,
});
