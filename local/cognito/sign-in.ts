import { AwsError } from '#/local/aws/service.ts';
import { noteSignIn } from '#/local/cognito/auth-events.ts';
import type { Cognito } from '#/local/cognito/context.ts';
import { newFamily, storeFamily } from '#/local/cognito/families.ts';
import type { Client, Pool } from '#/local/cognito/pools.ts';
import { challengeFor, openSession } from '#/local/cognito/sessions.ts';
import { signTokens } from '#/local/cognito/tokens.ts';
import { findUser, hasSecondFactor, type User } from '#/local/cognito/users.ts';

/** How far a sign-in has come. `secondFactor` is set only where a code was just checked. */
export type Progress = {
  pool: Pool;
  client: Client;
  user: User;
  signInName: string;
  newPassword: boolean;
  secondFactor: boolean;
};

/** AWS's one answer for an unknown user and for a wrong password. */
export function wrongPassword(): AwsError {
  return new AwsError('NotAuthorizedException', 'Incorrect username or password.');
}

/**
 * After a right password: may this user sign in at all? Only now may the answer depend on the user's state.
 * @throws NotAuthorizedException, PasswordResetRequiredException
 */
export function assertMaySignIn(cognito: Cognito, user: User): void {
  if (!user.enabled) throw new AwsError('NotAuthorizedException', 'User is disabled.');
  if (user.status === 'RESET_REQUIRED') {
    throw new AwsError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  const expiresAt = user.secrets.passwordExpiresAt;
  if (user.status === 'FORCE_CHANGE_PASSWORD' && expiresAt !== undefined && expiresAt <= cognito.now()) {
    const message = 'Temporary password has expired and must be reset by an administrator.';
    throw new AwsError('NotAuthorizedException', message);
  }
}

/** The next challenge, or tokens when nothing is left to prove. */
export async function proceed(cognito: Cognito, progress: Progress): Promise<Record<string, unknown>> {
  const { user, pool } = progress;
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    return challenge(cognito, progress, 'NEW_PASSWORD_REQUIRED', {
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(user.secrets.attributes),
    });
  }
  if (!progress.secondFactor && hasSecondFactor(user)) {
    return challenge(cognito, progress, 'SOFTWARE_TOKEN_MFA', { FRIENDLY_DEVICE_NAME: 'authenticator' });
  }
  if (!progress.secondFactor && pool.mfa === 'ON') {
    return challenge(cognito, progress, 'MFA_SETUP', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' });
  }
  return { AuthenticationResult: await issueTokens(cognito, progress), ChallengeParameters: {} };
}

function challenge(
  cognito: Cognito,
  progress: Progress,
  name: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP',
  parameters: Record<string, string>,
): Record<string, unknown> {
  const { client, user, signInName, newPassword } = progress;
  const session = openSession(cognito, { ...challengeFor(name, client.id, user, signInName), newPassword });
  return {
    ChallengeName: name,
    Session: session,
    ChallengeParameters: { USER_ID_FOR_SRP: user.username, ...parameters },
  };
}

// The only place where a sign-in turns into tokens.
async function issueTokens(cognito: Cognito, progress: Progress): Promise<Record<string, unknown>> {
  const { pool, client, user } = progress;
  if (pool.mfa === 'ON' && !progress.secondFactor) throw new AwsError('NotAuthorizedException', 'MFA is required.');
  const family = newFamily(cognito, client, user);
  const occasion = progress.newPassword ? 'NewPasswordChallenge' : 'Authentication';
  const signed = await signTokens(cognito, { pool, client, user, family, occasion });
  // The trigger took its time: whoever was disabled, signed out or deleted meanwhile gets nothing.
  const current = findUser(cognito, pool.id, user.username);
  if (!current?.enabled || current.credentialsVersion !== user.credentialsVersion) throw wrongPassword();
  noteSignIn(cognito, user, 'Pass', progress.secondFactor ? 'Mfa' : 'Password');
  return { ...signed, RefreshToken: storeFamily(cognito, family) };
}
