import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';

const PER_HOUR = 10;
const HOUR = 60 * 60_000;

/**
 * At most ten calls in an hour for one user, or for one unknown name.
 * @throws LimitExceededException, which does not lengthen the wait
 */
export function takeTurn(cognito: Cognito, action: string, poolId: string, name: string): void {
  const counter = cognito.sealing.digest('quota', action, poolId, name.toLowerCase());
  const row = cognito.store.get('SELECT failures, locked_until FROM attempts WHERE digest = ?', counter);
  const running = row !== undefined && Number(row.locked_until) > cognito.now();
  const taken = running ? Number(row.failures) : 0;
  if (taken >= PER_HOUR) {
    throw new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
  }
  cognito.store.run(
    `INSERT INTO attempts (digest, failures, locked_until, last_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (digest) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until`,
    counter,
    taken + 1,
    running ? Number(row.locked_until) : cognito.now() + HOUR,
    cognito.now(),
  );
}
