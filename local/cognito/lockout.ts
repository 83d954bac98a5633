import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import type { User } from '#/local/cognito/users.ts';

const FREE_FAILURES = 5;
const LONGEST_LOCK = 15 * 60_000;
const KEPT_FOR = 24 * 60 * 60_000;
const FORGOTTEN_AFTER = 15 * 60_000;

/** What is being guessed at; each is counted on its own. */
export type Guess = 'password' | 'totp';

/** The counter of one user, or of one unknown name: both lock alike. */
export function counterOf(
  cognito: Cognito,
  poolId: string,
  guess: Guess,
  user: User | undefined,
  name: string,
): Buffer {
  return cognito.sealing.digest('attempts', guess, poolId, (user?.username ?? name).toLowerCase());
}

/** @throws NotAuthorizedException while locked; such a call does not lengthen the lock */
export function assertNotLocked(cognito: Cognito, counter: Buffer): void {
  const row = cognito.store.get('SELECT locked_until FROM attempts WHERE digest = ?', counter);
  if (Number(row?.locked_until ?? 0) > cognito.now()) {
    throw new AwsError('NotAuthorizedException', 'Password attempts exceeded');
  }
}

/** Counts a failure: from the fifth on the lock lasts 1 s, then 2, 4, 8 ... up to 15 minutes, as on AWS. */
export function countFailure(cognito: Cognito, counter: Buffer): void {
  const now = cognito.now();
  cognito.store.run('DELETE FROM attempts WHERE last_at < ?', now - KEPT_FOR);
  const row = cognito.store.get('SELECT failures, last_at FROM attempts WHERE digest = ?', counter);
  const before = row && now - Number(row.last_at) < FORGOTTEN_AFTER ? Number(row.failures) : 0;
  const failures = before + 1;
  const lock = failures < FREE_FAILURES ? 0 : Math.min(LONGEST_LOCK, 1000 * 2 ** (failures - FREE_FAILURES));
  cognito.store.run(
    `INSERT INTO attempts (digest, failures, locked_until, last_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (digest) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until,
       last_at = excluded.last_at`,
    counter,
    failures,
    now + lock,
    now + lock,
  );
}

/** After a success the count starts anew. */
export function forgetFailures(cognito: Cognito, counter: Buffer): void {
  cognito.store.run('DELETE FROM attempts WHERE digest = ?', counter);
}
