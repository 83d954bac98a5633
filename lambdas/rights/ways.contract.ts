import { roles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';

/** Everybody has rights over their own data, and nobody else asks for them. */
export const own = { who: roles.map((role): Way => ({ role, relation: 'self' })), purposes: ['data_rights'] } as const;
