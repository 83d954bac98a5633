import { decodeJwt, jwtVerify } from 'jose';
import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import { familyLives } from '#/local/cognito/families.ts';
import { type Client, clientById, type Pool } from '#/local/cognito/pools.ts';
import { signingKey } from '#/local/cognito/signing-keys.ts';
import { issuerOf, SELF_SERVICE_SCOPE } from '#/local/cognito/tokens.ts';
import { findUser, type User } from '#/local/cognito/users.ts';

export type Caller = { pool: Pool; client: Client; user: User };
export type AccessClaims = Record<string, unknown>;

/**
 * Who calls Cognito's self-service API, as stored now. It waits for nothing, so that the user it answers may be changed
 * and saved without overwriting what another call stored meanwhile.
 * @throws NotAuthorizedException when revoked, without the scope, or the user is gone or disabled
 */
export function callerOf(cognito: Cognito, claims: AccessClaims): Caller {
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (!scopes.includes(SELF_SERVICE_SCOPE)) throw refused('Access Token does not have required scopes');
  if (!familyLives(cognito, `${claims.origin_jti}`)) throw refused('Access Token has been revoked');
  const { pool, client } = clientById(cognito.pools, `${claims.client_id}`);
  const user = findUser(cognito, pool.id, `${claims.sub}`);
  if (!user?.enabled) throw refused('User is disabled.');
  return { pool, client, user };
}

/** The claims of an access token of ours. @throws NotAuthorizedException when forged, expired or no access token */
export async function verifyAccessToken(cognito: Cognito, token: string): Promise<AccessClaims> {
  const pool = poolOf(cognito, token);
  const { publicKey } = signingKey(cognito, pool.id);
  const options = { issuer: issuerOf(cognito, pool.id), algorithms: ['RS256'], currentDate: new Date(cognito.now()) };
  const { payload } = await jwtVerify(token, publicKey, options).catch((error: { code?: string }) => {
    throw refused(error.code === 'ERR_JWT_EXPIRED' ? 'Access Token has expired' : 'Invalid Access Token');
  });
  const client = cognito.pools.clients.find((candidate) => candidate.id === payload.client_id);
  if (payload.token_use !== 'access' || client?.poolId !== pool.id) throw refused('Invalid Access Token');
  return payload;
}

function poolOf(cognito: Cognito, token: string): Pool {
  const issuer = issuerClaim(token);
  const pool = cognito.pools.pools.find((candidate) => issuerOf(cognito, candidate.id) === issuer);
  if (!pool) throw refused('Invalid Access Token');
  return pool;
}

function issuerClaim(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

function refused(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}
