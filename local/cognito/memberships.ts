import type { Cognito } from '#/local/cognito/context.ts';
import type { User } from '#/local/cognito/users.ts';
import type { Row } from '#/local/sqlite/store.ts';

/** The user's groups, the most important (lowest precedence) first. */
export function groupsOfUser(cognito: Cognito, user: User): Row[] {
  return cognito.store.all(
    `SELECT groups.* FROM members JOIN groups ON groups.pool_id = members.pool_id AND groups.name = members.group_name
     WHERE members.pool_id = ? AND members.sub = ? ORDER BY coalesce(groups.precedence, 2147483647), groups.name`,
    user.poolId,
    user.sub,
  );
}

/** Their names, as the claim `cognito:groups` lists them. */
export function groupNamesOfUser(cognito: Cognito, user: User): string[] {
  return groupsOfUser(cognito, user).map((row) => String(row.name));
}
