import { organizationRoles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';

export const administrator: readonly Way[] = [{ role: 'org_admin', relation: 'member' }];
/** Whoever reviews tools for the organisation, in whichever role. */
export const champions: readonly Way[] = organizationRoles.map((role) => ({ role, relation: 'champion' }));
/** A tool that is suspended because it did not confirm tells that somebody left it: for those who have to act on it only. */
export const reviewers: readonly Way[] = [...administrator, ...champions];
export const client: readonly Way[] = [{ role: 'client', relation: 'self' }];
