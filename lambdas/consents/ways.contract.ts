import { roles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';

/** Everybody decides for themselves, and for nobody else. */
export const own = {
  who: roles.map((role): Way => ({ role, relation: 'self' })),
  purposes: ['consent_proof'],
  status: 200,
} as const;
