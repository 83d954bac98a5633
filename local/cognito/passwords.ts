import { randomInt, timingSafeEqual } from 'node:crypto';
import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { Pool } from '#/local/cognito/pools.ts';
import { createVerifier, decoyVerifier, type Verifier, verifierFor } from '#/local/cognito/srp.ts';
import { saveCredentials, type User, type UserSecrets, type UserStatus } from '#/local/cognito/users.ts';

const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const LOWER = 'abcdefghijkmnopqrstuvwxyz';
const DIGITS = '23456789';
const SYMBOLS = '!#%+-=?@^_';
const DAY = 86_400_000;

const RULES: readonly [RegExp, string][] = [
  [/^.{12,}$/su, 'Password not long enough'],
  [/[A-Z]/, 'Password must have uppercase characters'],
  [/[a-z]/, 'Password must have lowercase characters'],
  [/[0-9]/, 'Password must have numeric characters'],
  [/[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/, 'Password must have symbol characters'],
];

/** The policy of every pool, as DescribeUserPool shows it. */
export const PASSWORD_POLICY = {
  MinimumLength: 12,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
} as const;

/** @throws InvalidPasswordException naming the first rule that was broken */
export function assertPasswordPolicy(password: string): void {
  const broken = RULES.find(([rule]) => !rule.test(password));
  const padded = password.trim() !== password;
  if (broken || padded) {
    const why = broken?.[1] ?? 'Password must not begin or end with a space';
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${why}`);
  }
}

/** 16 characters that satisfy the policy, without look-alikes. */
export function generatePassword(): string {
  const pick = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));
  const characters = [UPPER, LOWER, DIGITS, SYMBOLS].map(pick);
  while (characters.length < 16) characters.splice(randomInt(characters.length + 1), 0, pick(UPPER + LOWER + DIGITS));
  return characters.join('');
}

/** Sets a password that lasts or, when `temporary`, must be changed at the next sign-in. The policy was checked before. */
export function withPassword(user: User, password: string, temporary: { pool: Pool; now: number } | undefined): User {
  const { passwordExpiresAt: _, resetCode: __, ...kept } = user.secrets;
  const secrets: UserSecrets = { ...kept, password: createVerifier(user.poolId, user.username, password) };
  if (!temporary) return { ...user, status: 'CONFIRMED', secrets };
  const passwordExpiresAt = temporary.now + (temporary.pool.temporaryPasswordDays ?? 7) * DAY;
  return { ...user, status: 'FORCE_CHANGE_PASSWORD' satisfies UserStatus, secrets: { ...secrets, passwordExpiresAt } };
}

/** Checks the policy, then stores. @throws InvalidPasswordException */
export function changePassword(cognito: Cognito, user: User, password: string): User {
  assertPasswordPolicy(password);
  return saveCredentials(cognito, withPassword(user, password, undefined));
}

/** The kept verifier, or for an unknown name one that no password fits: both are then used alike. */
export function keptVerifier(cognito: Cognito, pool: Pool, user: User | undefined, name: string): Verifier {
  const decoy = decoyVerifier(cognito.sealing.digest('decoy-verifier', pool.id, name.toLowerCase()));
  return user?.secrets.password ?? decoy;
}

/** Whether the password is right; takes the same time for an unknown user. */
export function passwordMatches(
  cognito: Cognito,
  pool: Pool,
  user: User | undefined,
  name: string,
  password: string,
): boolean {
  const kept = keptVerifier(cognito, pool, user, name);
  const given = verifierFor(pool.id, user?.username ?? name, password, kept.salt);
  const digest = (value: string): Buffer => cognito.sealing.digest('compare', value);
  return timingSafeEqual(digest(given), digest(kept.verifier)) && user !== undefined;
}
