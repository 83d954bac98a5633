import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { Pool } from '#/local/cognito/pools.ts';
import type { Verifier } from '#/local/cognito/srp.ts';
import type { Row } from '#/local/sqlite/store.ts';

export type UserStatus = 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED' | 'RESET_REQUIRED';

/** A verified or half set up authenticator. `lastStep` is the newest 30-second step whose code was used. */
type SoftwareToken = { secret: string; lastStep: number; enabled: boolean; preferred: boolean };

/** Sealed as one value. */
export type UserSecrets = {
  attributes: Record<string, string>;
  password: Verifier;
  /** Epoch ms after which a temporary password no longer works. */
  passwordExpiresAt?: number;
  softwareToken?: SoftwareToken;
  /** A secret handed out over an access token and not verified yet. */
  pendingSecret?: string;
  resetCode?: { digest: string; expiresAt: number; triesLeft: number };
};

export type User = {
  poolId: string;
  username: string;
  sub: string;
  status: UserStatus;
  enabled: boolean;
  /** Grows with every change of credentials and every sign-out: it ends all sign-ins that are half-way. */
  credentialsVersion: number;
  createdAt: number;
  modifiedAt: number;
  secrets: UserSecrets;
};

/** Finds by username, by sub or by verified e-mail address. */
export function findUser(cognito: Cognito, poolId: string, name: string): User | undefined {
  const row = cognito.store.get(
    'SELECT * FROM users WHERE pool_id = ? AND (username = ? OR sub = ? OR alias = ?)',
    poolId,
    name,
    name,
    aliasDigest(cognito, poolId, name),
  );
  return row && toUser(cognito, row);
}

/** @throws UserNotFoundException */
export function requireUser(cognito: Cognito, pool: Pool, name: string): User {
  const user = findUser(cognito, pool.id, name);
  if (!user) throw new AwsError('UserNotFoundException', 'User does not exist.');
  return user;
}

/** Every user of the pool, oldest first. */
export function allUsers(cognito: Cognito, poolId: string): User[] {
  const rows = cognito.store.all('SELECT * FROM users WHERE pool_id = ? ORDER BY created_at, username', poolId);
  return rows.map((row) => toUser(cognito, row));
}

/** Writes the user, new or changed. @throws AliasExistsException when another user has the same verified address */
export function saveUser(cognito: Cognito, user: User): User {
  const saved = { ...user, modifiedAt: cognito.now() };
  const alias = verifiedEmail(user) ? aliasDigest(cognito, user.poolId, user.secrets.attributes.email ?? '') : null;
  const holder =
    alias && cognito.store.get('SELECT sub FROM users WHERE pool_id = ? AND alias = ?', user.poolId, alias);
  if (holder && holder.sub !== user.sub) {
    throw new AwsError('AliasExistsException', 'An account with the given email already exists.');
  }
  cognito.store.run(
    `INSERT INTO users (pool_id, username, sub, alias, status, enabled, credentials_version, created_at, modified_at, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (pool_id, username) DO UPDATE SET alias = excluded.alias, status = excluded.status,
       enabled = excluded.enabled, credentials_version = excluded.credentials_version,
       modified_at = excluded.modified_at, sealed = excluded.sealed`,
    saved.poolId,
    saved.username,
    saved.sub,
    alias,
    saved.status,
    saved.enabled ? 1 : 0,
    saved.credentialsVersion,
    saved.createdAt,
    saved.modifiedAt,
    cognito.sealing.seal(placeOf(saved), saved.secrets),
  );
  return saved;
}

/** Saves and ends every sign-in of this user that is half-way. */
export function saveCredentials(cognito: Cognito, user: User): User {
  return saveUser(cognito, { ...user, credentialsVersion: user.credentialsVersion + 1 });
}

/** The address Cognito may write to and sign in by. */
export function verifiedEmail(user: User): string | undefined {
  const { email, email_verified } = user.secrets.attributes;
  return email_verified === 'true' ? email : undefined;
}

/** Whether sign-in must ask for a code: the factor is verified and switched on. */
export function hasSecondFactor(user: User): boolean {
  return user.secrets.softwareToken?.enabled === true;
}

function aliasDigest(cognito: Cognito, poolId: string, email: string): Buffer {
  return cognito.sealing.digest('alias', poolId, email.normalize('NFC').toLowerCase());
}

// Status, enabled and version are part of the seal: a row whose readable half was edited does not open.
function placeOf(user: Omit<User, 'secrets'>): string[] {
  return ['users', user.poolId, user.username, user.sub, user.status, `${user.enabled}`, `${user.credentialsVersion}`];
}

function toUser(cognito: Cognito, row: Row): User {
  const user = {
    poolId: String(row.pool_id),
    username: String(row.username),
    sub: String(row.sub),
    status: row.status as UserStatus,
    enabled: row.enabled === 1,
    credentialsVersion: Number(row.credentials_version),
    createdAt: Number(row.created_at),
    modifiedAt: Number(row.modified_at),
  };
  return { ...user, secrets: cognito.sealing.open(placeOf(user), row.sealed as Uint8Array) as UserSecrets };
}
