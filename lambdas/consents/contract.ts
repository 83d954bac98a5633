import { area } from '#/domain/api/area.ts';
import { consentPurposes, type Purpose, usedBy } from '#/domain/data-map/purposes.ts';
import { consentRoutes } from './consents.contract.ts';
import { historyRoutes } from './history.contract.ts';
import { proofRoutes } from './proof.contract.ts';

const sources = [...new Set<Purpose>(consentPurposes.flatMap(usedBy))];

export const consents = area({
  name: 'consents',
  says: 'What a person allows: the choices, the keys they release and destroy, and the proof of both.',
  stores: {
    directory: ['read'],
    keys: ['read', 'write', 'delete'],
    consent: ['read', 'list', 'write'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: {
    unwrap: ['consent_proof'],
    create: [...consentPurposes, 'consent_proof'],
    rewrap: { from: [...sources, ...consentPurposes], to: [...consentPurposes, 'legal_claims'] },
    mac: true,
    sign: true,
  },
  publishesFacts: true,
  routes: { ...consentRoutes, ...historyRoutes, ...proofRoutes },
});
