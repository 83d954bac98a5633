import { organizationRoles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';

export const administrator: readonly Way[] = [{ role: 'org_admin', relation: 'member' }];
export const members: readonly Way[] = organizationRoles.map((role) => ({ role, relation: 'member' }));
