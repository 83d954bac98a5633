import { organizationRoles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';

export const administrator: readonly Way[] = [{ role: 'org_admin', relation: 'member' }];
export const members: readonly Way[] = organizationRoles.map((role) => ({ role, relation: 'member' }));
/** Whoever reviews tools for the organisation, in whichever role. */
export const champions: readonly Way[] = organizationRoles.map((role) => ({ role, relation: 'champion' }));
export const client: readonly Way[] = [{ role: 'client', relation: 'self' }];
