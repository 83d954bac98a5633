import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Cognito } from '#/local/cognito/context.ts';
import type { Family } from '#/local/cognito/families.ts';
import { groupNamesOfUser } from '#/local/cognito/memberships.ts';
import type { Client, Pool } from '#/local/cognito/pools.ts';
import { signingKey } from '#/local/cognito/signing-keys.ts';
import { applyChanges, applyScopes, askTokenTrigger, type TokenOccasion } from '#/local/cognito/token-trigger.ts';
import type { User } from '#/local/cognito/users.ts';

/** The scope that lets an access token call Cognito's own self-service API. */
export const SELF_SERVICE_SCOPE = 'aws.cognito.signin.user.admin';

export type SignedTokens = { AccessToken: string; IdToken: string; ExpiresIn: number; TokenType: 'Bearer' };

export type TokenSubject = { pool: Pool; client: Client; user: User; family: Family; occasion: TokenOccasion };

/** Signs an access and an ID token after the trigger was asked. Lasting claims (auth_time, origin_jti) come from the family. */
export async function signTokens(cognito: Cognito, subject: TokenSubject): Promise<SignedTokens> {
  const { pool, client, user } = subject;
  const scopes = [SELF_SERVICE_SCOPE];
  const groups = groupNamesOfUser(cognito, user);
  const changes = await askTokenTrigger(cognito, { ...subject, groups, scopes });
  const shared = sharedClaims(cognito, subject, changes.groups);
  const access = { ...shared, token_use: 'access', client_id: client.id, username: user.username };
  const id = { ...shared, token_use: 'id', aud: client.id, 'cognito:username': user.username, ...profile(user) };
  const scope = applyScopes(scopes, changes.access).join(' ');
  return {
    AccessToken: await sign(cognito, pool, applyChanges({ ...access, scope, jti: randomUUID() }, changes.access)),
    IdToken: await sign(cognito, pool, applyChanges({ ...id, jti: randomUUID() }, changes.id)),
    ExpiresIn: client.accessTokenMinutes * 60,
    TokenType: 'Bearer',
  };
}

/** The issuer of the pool's tokens. */
export function issuerOf(cognito: Cognito, poolId: string): string {
  return `${cognito.options.issuerBase()}/${poolId}`;
}

function sharedClaims(cognito: Cognito, subject: TokenSubject, groups: readonly string[]): Record<string, unknown> {
  const { pool, client, user, family } = subject;
  const issuedAt = Math.floor(cognito.now() / 1000);
  return {
    sub: user.sub,
    ...(groups.length > 0 ? { 'cognito:groups': groups } : {}),
    iss: issuerOf(cognito, pool.id),
    origin_jti: family.id,
    event_id: randomUUID(),
    auth_time: family.authTime,
    iat: issuedAt,
    exp: issuedAt + client.accessTokenMinutes * 60,
  };
}

function profile(user: User): Record<string, unknown> {
  const { email_verified, ...attributes } = user.secrets.attributes;
  return { ...attributes, ...(email_verified ? { email_verified: email_verified === 'true' } : {}) };
}

function sign(cognito: Cognito, pool: Pool, claims: Record<string, unknown>): Promise<string> {
  const { kid, privateKey } = signingKey(cognito, pool.id);
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}
