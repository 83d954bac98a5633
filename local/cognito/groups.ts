import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { targetOf } from '#/local/cognito/admin-users.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { groupsOfUser } from '#/local/cognito/memberships.ts';
import { page } from '#/local/cognito/paging.ts';
import { poolById } from '#/local/cognito/pools.ts';
import { seconds, userType } from '#/local/cognito/user-view.ts';
import { allUsers } from '#/local/cognito/users.ts';
import type { Row } from '#/local/sqlite/store.ts';

const paged = z.object({ UserPoolId: field.userPoolId, Limit: field.limit, NextToken: field.pageToken });
const membership = z.object({ UserPoolId: field.userPoolId, Username: field.username, GroupName: field.groupName });

export const createGroup: Action = action(
  z.object({
    UserPoolId: field.userPoolId,
    GroupName: field.groupName,
    Description: z.string().max(2048).optional(),
    Precedence: z.int().min(0).optional(),
  }),
  (cognito, input) => {
    const pool = poolById(cognito.pools, input.UserPoolId);
    const created = cognito.store.run(
      'INSERT OR IGNORE INTO groups (pool_id, name, description, precedence, created_at) VALUES (?, ?, ?, ?, ?)',
      pool.id,
      input.GroupName,
      input.Description ?? null,
      input.Precedence ?? null,
      cognito.now(),
    );
    if (created === 0) throw new AwsError('GroupExistsException', 'A group with the name already exists.');
    return { Group: groupType(requireGroup(cognito, pool.id, input.GroupName)) };
  },
);

export const listGroups: Action = action(paged, (cognito, input) => {
  const pool = poolById(cognito.pools, input.UserPoolId);
  const rows = cognito.store.all('SELECT * FROM groups WHERE pool_id = ? ORDER BY name', pool.id);
  return groupPage(cognito, ['ListGroups', pool.id], rows, input);
});

export const adminListGroupsForUser: Action = action(paged.extend({ Username: field.username }), (cognito, input) => {
  const { user } = targetOf(cognito, input);
  return groupPage(cognito, ['AdminListGroupsForUser', user.poolId, user.sub], groupsOfUser(cognito, user), input);
});

export const adminAddUserToGroup: Action = action(membership, (cognito, input) => {
  const { user } = targetOf(cognito, input);
  requireGroup(cognito, user.poolId, input.GroupName);
  const insert = 'INSERT OR IGNORE INTO members (pool_id, group_name, sub) VALUES (?, ?, ?)';
  cognito.store.run(insert, user.poolId, input.GroupName, user.sub);
  return {};
});

export const adminRemoveUserFromGroup: Action = action(membership, (cognito, input) => {
  const { user } = targetOf(cognito, input);
  requireGroup(cognito, user.poolId, input.GroupName);
  const remove = 'DELETE FROM members WHERE pool_id = ? AND group_name = ? AND sub = ?';
  cognito.store.run(remove, user.poolId, input.GroupName, user.sub);
  return {};
});

export const listUsersInGroup: Action = action(paged.extend({ GroupName: field.groupName }), (cognito, input) => {
  const pool = poolById(cognito.pools, input.UserPoolId);
  requireGroup(cognito, pool.id, input.GroupName);
  const select = 'SELECT sub FROM members WHERE pool_id = ? AND group_name = ?';
  const subs = new Set(cognito.store.all(select, pool.id, input.GroupName).map((row) => row.sub));
  const members = allUsers(cognito, pool.id).filter((user) => subs.has(user.sub));
  const asked = { limit: input.Limit, token: input.NextToken, keyOf: (user: { sub: string }) => user.sub };
  const found = page(cognito, ['ListUsersInGroup', pool.id, input.GroupName], members, asked);
  return { Users: found.items.map((user) => userType(user)), ...next(found.next) };
});

function groupPage(
  cognito: Cognito,
  list: readonly string[],
  rows: readonly Row[],
  input: { UserPoolId: string; Limit?: number | undefined; NextToken?: string | undefined },
): Record<string, unknown> {
  const asked = { limit: input.Limit, token: input.NextToken, keyOf: (row: Row) => String(row.name) };
  const found = page(cognito, list, rows, asked);
  return { Groups: found.items.map(groupType), ...next(found.next) };
}

function requireGroup(cognito: Cognito, poolId: string, name: string): Row {
  const row = cognito.store.get('SELECT * FROM groups WHERE pool_id = ? AND name = ?', poolId, name);
  if (!row) throw new AwsError('ResourceNotFoundException', 'Group not found.');
  return row;
}

function groupType(row: Row): Record<string, unknown> {
  const created = seconds(Number(row.created_at));
  return {
    GroupName: row.name,
    UserPoolId: row.pool_id,
    ...(row.description === null ? {} : { Description: row.description }),
    ...(row.precedence === null ? {} : { Precedence: Number(row.precedence) }),
    CreationDate: created,
    LastModifiedDate: created,
  };
}

function next(token: string | undefined): Record<string, unknown> {
  return token === undefined ? {} : { NextToken: token };
}
