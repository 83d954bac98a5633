import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import type { Action } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { page } from '#/local/cognito/paging.ts';
import { poolById } from '#/local/cognito/pools.ts';
import { userType } from '#/local/cognito/user-view.ts';
import { allUsers, type User } from '#/local/cognito/users.ts';

const schema = z.object({
  UserPoolId: field.userPoolId,
  AttributesToGet: z.array(z.string().max(32)).optional(),
  Filter: z.string().max(256).optional(),
  Limit: field.limit,
  PaginationToken: field.pageToken,
});

/** `name = "value"` or `name ^= "prefix"`; quotes and backslashes inside are escaped by a backslash. */
const FILTER = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/s;

/** What AWS can filter by and we keep. */
const FILTERABLE: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: (user) => user.username.toLowerCase(),
  sub: (user) => user.sub,
  email: (user) => user.secrets.attributes.email?.toLowerCase(),
  name: (user) => user.secrets.attributes.name,
  given_name: (user) => user.secrets.attributes.given_name,
  family_name: (user) => user.secrets.attributes.family_name,
  'cognito:user_status': (user) => user.status,
  status: (user) => (user.enabled ? 'Enabled' : 'Disabled'),
};

const CASELESS = new Set(['username', 'email']);

export const listUsers: Action = action(schema, (cognito, input) => {
  const pool = poolById(cognito.pools, input.UserPoolId);
  const matches = filterOf(input.Filter);
  const users = allUsers(cognito, pool.id).filter(matches);
  const found = page(cognito, ['ListUsers', pool.id, input.Filter ?? ''], users, {
    limit: input.Limit,
    token: input.PaginationToken,
    keyOf: (user) => user.sub,
  });
  const list = { Users: found.items.map((user) => userType(user, input.AttributesToGet)) };
  return found.next === undefined ? list : { ...list, PaginationToken: found.next };
});

function filterOf(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter.trim() === '') return () => true;
  const [, name = '', operator, escaped = ''] = FILTER.exec(filter) ?? [];
  const read = Object.hasOwn(FILTERABLE, name) ? FILTERABLE[name] : undefined;
  if (!read) throw new AwsError('InvalidParameterException', 'Error while parsing filter.');
  const unescaped = escaped.replaceAll(/\\(.)/gs, '$1');
  const wanted = CASELESS.has(name) ? unescaped.toLowerCase() : unescaped;
  if (operator === '=') return (user) => read(user) === wanted;
  return (user) => read(user)?.startsWith(wanted) === true;
}
