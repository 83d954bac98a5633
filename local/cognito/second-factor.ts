import { AwsError } from '#/local/aws/service.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import { assertNotLocked, counterOf, countFailure, forgetFailures } from '#/local/cognito/lockout.ts';
import { stepOfCode } from '#/local/cognito/software-token.ts';
import { saveCredentials, saveUser, type User } from '#/local/cognito/users.ts';

export type CodeOutcome = { kind: 'accepted'; user: User } | { kind: 'refused'; error: AwsError };

/** Checks a code at sign-in and marks it as used. @throws NotAuthorizedException while too many were wrong */
export function useCode(cognito: Cognito, user: User, code: string): CodeOutcome {
  const counter = counterOf(cognito, user.poolId, 'totp', user, user.username);
  assertNotLocked(cognito, counter);
  const token = user.secrets.softwareToken;
  const step = token?.enabled ? stepOfCode(token.secret, code, cognito.now()) : undefined;
  if (!token || step === undefined) {
    countFailure(cognito, counter);
    return { kind: 'refused', error: new AwsError('CodeMismatchException', 'Invalid code received for user') };
  }
  if (step <= token.lastStep) {
    const error = new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
    return { kind: 'refused', error };
  }
  forgetFailures(cognito, counter);
  const softwareToken = { ...token, lastStep: step };
  return { kind: 'accepted', user: saveUser(cognito, { ...user, secrets: { ...user.secrets, softwareToken } }) };
}

/**
 * Proves a new secret by its first code and makes it the user's factor. `enabled` says whether sign-in asks for it from now on.
 * @throws NotAuthorizedException while too many were wrong
 */
export function adoptSecret(cognito: Cognito, user: User, secret: string, code: string, enabled: boolean): CodeOutcome {
  const counter = counterOf(cognito, user.poolId, 'totp', user, user.username);
  assertNotLocked(cognito, counter);
  const step = stepOfCode(secret, code, cognito.now());
  if (step === undefined) {
    countFailure(cognito, counter);
    const message = 'Code mismatch and fail enable Software Token MFA';
    return { kind: 'refused', error: new AwsError('EnableSoftwareTokenMFAException', message) };
  }
  forgetFailures(cognito, counter);
  const { pendingSecret: _, ...secrets } = user.secrets;
  const softwareToken = { secret, lastStep: step, enabled, preferred: enabled };
  return { kind: 'accepted', user: saveCredentials(cognito, { ...user, secrets: { ...secrets, softwareToken } }) };
}
