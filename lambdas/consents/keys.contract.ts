import type { Area } from '#/domain/api/area.ts';
import { consentPurposes, type Purpose, usedBy } from '#/domain/data-map/purposes.ts';

const sources = [...new Set<Purpose>(consentPurposes.flatMap(usedBy))];

/**
 * What lets a choice take effect: making keys and lenses for the purposes that take consent and moving them under a hold,
 * without opening any of them. `consent_proof` opens what decides over a choice, such as the age.
 */
export const choiceKeys = {
  unwrap: ['consent_proof'],
  create: [...consentPurposes, 'consent_proof'],
  rewrap: { from: [...sources, ...consentPurposes], to: [...consentPurposes, 'legal_claims'] },
  mac: true,
  sign: true,
} as const satisfies Area['keys'];
