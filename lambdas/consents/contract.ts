import { area } from '#/domain/api/area.ts';
import { ageRoutes } from './age-band.contract.ts';
import { consentRoutes } from './consents.contract.ts';
import { historyRoutes } from './history.contract.ts';
import { choiceKeys } from './keys.contract.ts';
import { objectionRoutes } from './objections.contract.ts';
import { proofRoutes } from './proof.contract.ts';
import { wardRoutes } from './wards.contract.ts';

export const consents = area({
  name: 'consents',
  says: 'What a person allows: the choices, the keys they release and destroy, and the proof of both.',
  stores: {
    directory: ['read', 'check'],
    keys: ['read', 'write', 'delete'],
    consent: ['read', 'list', 'write'],
    rights: ['read', 'write', 'delete'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: choiceKeys,
  publishesFacts: true,
  routes: { ...consentRoutes, ...historyRoutes, ...proofRoutes, ...objectionRoutes, ...ageRoutes, ...wardRoutes },
});
