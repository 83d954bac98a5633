import { roles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';

/** Everybody takes away and brings back what is their own. */
export const own = { who: roles.map((role): Way => ({ role, relation: 'self' })), purposes: ['data_rights'] } as const;
