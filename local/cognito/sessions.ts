import { randomBytes } from 'node:crypto';
import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { Exchange } from '#/local/cognito/srp.ts';
import { findUser, type User } from '#/local/cognito/users.ts';

const LIFETIME = 3 * 60_000;
const TRIES = 3;

export type ChallengeName = 'PASSWORD_VERIFIER' | 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA';

/** Where one sign-in stands. A session is spent by the first answer that succeeds, or by the third wrong code. */
export type Challenge = {
  name: ChallengeName;
  poolId: string;
  clientId: string;
  /** The internal username; for an unknown user the made-up one. */
  username: string;
  /** What the caller typed. */
  signInName: string;
  /** Whose sign-in it is; none for an unknown user. */
  sub?: string;
  /** The user's `credentialsVersion` when this began. */
  credentialsVersion: number;
  triesLeft: number;
  /** The password was changed on the way; the trigger is told. */
  newPassword: boolean;
  exchange?: Exchange;
  /** MFA_SETUP: the secret handed out, and whether a code has proven it. */
  secret?: string;
  verified?: boolean;
};

/** Begins a challenge for a user who was found. */
export function challengeFor(name: ChallengeName, clientId: string, user: User, signInName: string): Challenge {
  const { poolId, username, sub, credentialsVersion } = user;
  return {
    name,
    poolId,
    clientId,
    username,
    signInName,
    sub,
    credentialsVersion,
    triesLeft: TRIES,
    newPassword: false,
  };
}

/** Stores the challenge under a new random handle, good for three minutes and one use. SECRET_BLOCK must be plain base64. */
export function openSession(
  cognito: Cognito,
  challenge: Challenge,
  encoding: 'base64' | 'base64url' = 'base64url',
): string {
  const handle = randomBytes(96).toString(encoding);
  cognito.store.run('DELETE FROM sessions WHERE expires_at <= ?', cognito.now());
  storeSession(cognito, handle, challenge, cognito.now() + LIFETIME);
  return handle;
}

/**
 * Takes the session away and answers what it stood for.
 * @throws NotAuthorizedException when it is made up, expired, used, or overtaken by a change of credentials
 */
export function takeSession(
  cognito: Cognito,
  handle: string,
  name: ChallengeName,
): { challenge: Challenge; expiresAt: number } {
  const digest = cognito.sealing.digest('session', handle);
  const row = cognito.store.get('DELETE FROM sessions WHERE digest = ? RETURNING expires_at, sealed', digest);
  const expiresAt = Number(row?.expires_at ?? 0);
  if (!row || expiresAt <= cognito.now()) throw invalidSession();
  const challenge = cognito.sealing.open(placeOf(digest), row.sealed as Uint8Array) as Challenge;
  if (challenge.name !== name) throw invalidSession();
  return { challenge, expiresAt };
}

/** The session's user as stored now. @throws NotAuthorizedException when gone, disabled or changed since the session began */
export function sessionUser(cognito: Cognito, challenge: Challenge): User {
  const user = unchangedUser(cognito, challenge);
  if (!user?.enabled) throw invalidSession();
  return user;
}

/** The user whom the session began with, unless deleted, or changed in credentials, since then. */
export function unchangedUser(cognito: Cognito, challenge: Challenge): User | undefined {
  const user = challenge.sub === undefined ? undefined : findUser(cognito, challenge.poolId, challenge.sub);
  return user?.credentialsVersion === challenge.credentialsVersion ? user : undefined;
}

/** After a wrong code: the same handle goes on working until its tries or its three minutes are used up. */
export function allowRetry(cognito: Cognito, handle: string, taken: { challenge: Challenge; expiresAt: number }): void {
  const triesLeft = taken.challenge.triesLeft - 1;
  if (triesLeft > 0) storeSession(cognito, handle, { ...taken.challenge, triesLeft }, taken.expiresAt);
}

/** AWS's one answer for every session that does not work. */
export function invalidSession(): AwsError {
  return new AwsError('NotAuthorizedException', 'Invalid session for the user, session is expired.');
}

function storeSession(cognito: Cognito, handle: string, challenge: Challenge, expiresAt: number): void {
  const digest = cognito.sealing.digest('session', handle);
  const sealed = cognito.sealing.seal(placeOf(digest), challenge);
  cognito.store.run('INSERT INTO sessions (digest, expires_at, sealed) VALUES (?, ?, ?)', digest, expiresAt, sealed);
}

function placeOf(digest: Buffer): string[] {
  return ['sessions', digest.toString('hex')];
}
