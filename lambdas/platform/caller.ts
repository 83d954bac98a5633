import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Caller } from '#/domain/access/caller.ts';
import { type Pool, poolOf, type Role, roles } from '#/domain/access/roles.ts';
import { apiScope, organizationsClaim } from '#/domain/access/token.ts';
import { Problem } from '#/domain/api/problems.ts';
import { instanceOf } from '#/domain/ids.ts';
import type { Config } from './config.ts';

type Claims = Readonly<Record<string, unknown>>;

const text = (claims: Claims, name: string): string => {
  const value = claims[name];
  if (typeof value !== 'string' || value === '') throw new Problem('unauthenticated');
  return value;
};
const words = (value: unknown, separator: string | RegExp): string[] =>
  typeof value === 'string' ? value.split(separator).filter(Boolean) : [];

/** Which pool made the token. Only the issuer tells whether a second factor was asked for. */
function poolOfToken(claims: Claims, config: Config): Pool {
  const pool = text(claims, 'iss').split('/').at(-1);
  const client = text(claims, 'client_id');
  if (pool === config.COACHVAULT_WORKFORCE_POOL && client === config.COACHVAULT_WORKFORCE_CLIENT) return 'workforce';
  if (pool === config.COACHVAULT_CLIENTS_POOL && client === config.COACHVAULT_CLIENTS_CLIENT) return 'clients';
  throw new Problem('unauthenticated');
}

/** Roles the token carries and its pool may give: a client token never carries a workforce role. */
function rolesOf(claims: Claims, pool: Pool): Role[] {
  const groups = words(claims['cognito:groups'], ',');
  return roles.filter((role) => groups.includes(role) && poolOf(role) === pool);
}

/**
 * Who calls, from the claims that API Gateway's authorizer has verified: strings, all of them. Anything missing or odd
 * refuses.
 * @throws Problem `unauthenticated`
 */
export function callerOf(event: Pick<APIGatewayProxyEvent, 'requestContext'>, config: Config): Caller {
  const claims = (event.requestContext.authorizer?.claims ?? {}) as Claims;
  const pool = poolOfToken(claims, config);
  const authTime = text(claims, 'auth_time');
  const personId = text(claims, 'username');
  const isOurs = instanceOf(personId) === config.COACHVAULT_INSTANCE;
  const isAccess = text(claims, 'token_use') === 'access' && words(claims.scope, ' ').includes(apiScope);
  if (!isAccess || !isOurs || !/^\d{9,11}$/.test(authTime)) throw new Problem('unauthenticated');
  return {
    personId,
    pool,
    roles: rolesOf(claims, pool),
    authTime: Number(authTime),
    signInId: text(claims, 'origin_jti'),
    organizationIds: words(claims[organizationsClaim], ' '),
  };
}
