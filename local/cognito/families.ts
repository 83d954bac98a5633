import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import { type Client, graceSeconds } from '#/local/cognito/pools.ts';
import type { User } from '#/local/cognito/users.ts';
import type { Row } from '#/local/sqlite/store.ts';

/** One sign-in and all tokens that came from it. `id` is the claim origin_jti; `authTime` in epoch seconds. */
export type Family = { id: string; poolId: string; clientId: string; sub: string; authTime: number; expiresAt: number };

/** A family for a sign-in that happens now; it exists once `storeFamily` was called. */
export function newFamily(cognito: Cognito, client: Client, user: User): Family {
  return {
    id: randomUUID(),
    poolId: user.poolId,
    clientId: client.id,
    sub: user.sub,
    authTime: Math.floor(cognito.now() / 1000),
    expiresAt: cognito.now() + client.refreshTokenHours * 3_600_000,
  };
}

/** Stores the family and answers its first refresh token. */
export function storeFamily(cognito: Cognito, family: Family): string {
  return cognito.store.transaction(() => {
    deleteExpired(cognito);
    cognito.store.run(
      'INSERT INTO families (id, pool_id, client_id, sub, auth_time, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
      family.id,
      family.poolId,
      family.clientId,
      family.sub,
      family.authTime,
      family.expiresAt,
    );
    return addToken(cognito, family.id);
  });
}

/**
 * The family of a refresh token that may be used now. A token that was rotated away ends the whole family.
 * @throws NotAuthorizedException, RefreshTokenReuseException
 */
export function usableFamily(cognito: Cognito, client: Client, token: string): Family {
  const row = tokenRow(cognito, token);
  if (!row || row.client_id !== client.id) throw new AwsError('NotAuthorizedException', 'Invalid Refresh Token');
  if (row.ended_at !== null) throw new AwsError('NotAuthorizedException', 'Refresh Token has been revoked');
  const family = toFamily(row);
  if (family.expiresAt <= cognito.now()) throw new AwsError('NotAuthorizedException', 'Refresh Token has expired');
  const rotatedAt = row.rotated_at === null ? undefined : Number(row.rotated_at);
  if (rotatedAt !== undefined && cognito.now() >= rotatedAt + graceSeconds(client) * 1000) {
    endFamily(cognito, family.id);
    throw new AwsError('RefreshTokenReuseException', 'Refresh token has been invalidated by rotation');
  }
  return family;
}

/** Replaces the token by a new one, which lasts as long as the first one would have. */
export function rotateToken(cognito: Cognito, family: Family, token: string): string {
  return cognito.store.transaction(() => {
    const digest = tokenDigest(cognito, token);
    cognito.store.run(
      'UPDATE refresh_tokens SET rotated_at = coalesce(rotated_at, ?) WHERE digest = ?',
      cognito.now(),
      digest,
    );
    return addToken(cognito, family.id);
  });
}

/** The family a refresh token belongs to, whatever its state. */
export function familyOfToken(cognito: Cognito, token: string): Family | undefined {
  const row = tokenRow(cognito, token);
  return row && toFamily(row);
}

/** Whether tokens of this family still work at Cognito itself. */
export function familyLives(cognito: Cognito, id: string): boolean {
  return cognito.store.get('SELECT 1 AS lives FROM families WHERE id = ? AND ended_at IS NULL', id) !== undefined;
}

export function endFamily(cognito: Cognito, id: string): void {
  cognito.store.run('UPDATE families SET ended_at = coalesce(ended_at, ?) WHERE id = ?', cognito.now(), id);
}

/** Ends every sign-in of the user. */
export function endFamilies(cognito: Cognito, user: User): void {
  cognito.store.run(
    'UPDATE families SET ended_at = ? WHERE pool_id = ? AND sub = ? AND ended_at IS NULL',
    cognito.now(),
    user.poolId,
    user.sub,
  );
}

function tokenRow(cognito: Cognito, token: string): Row | undefined {
  return cognito.store.get(
    'SELECT * FROM refresh_tokens JOIN families ON families.id = family_id WHERE digest = ?',
    tokenDigest(cognito, token),
  );
}

function addToken(cognito: Cognito, familyId: string): string {
  const token = randomBytes(64).toString('base64url');
  cognito.store.run(
    'INSERT INTO refresh_tokens (digest, family_id) VALUES (?, ?)',
    tokenDigest(cognito, token),
    familyId,
  );
  return token;
}

function tokenDigest(cognito: Cognito, token: string): Buffer {
  return cognito.sealing.digest('refresh-token', token);
}

// An access token may outlive its family's end by an hour at most; after a day nobody asks any more.
function deleteExpired(cognito: Cognito): void {
  const limit = cognito.now() - 86_400_000;
  cognito.store.run(
    'DELETE FROM refresh_tokens WHERE family_id IN (SELECT id FROM families WHERE expires_at < ?)',
    limit,
  );
  cognito.store.run('DELETE FROM families WHERE expires_at < ?', limit);
}

function toFamily(row: Row): Family {
  return {
    id: String(row.id),
    poolId: String(row.pool_id),
    clientId: String(row.client_id),
    sub: String(row.sub),
    authTime: Number(row.auth_time),
    expiresAt: Number(row.expires_at),
  };
}
