import { randomInt, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { targetOf } from '#/local/cognito/admin-users.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { deliveryDetails, sendResetCode } from '#/local/cognito/mails.ts';
import { assertPasswordPolicy, changePassword } from '#/local/cognito/passwords.ts';
import { clientById, type Pool } from '#/local/cognito/pools.ts';
import { takeTurn } from '#/local/cognito/quota.ts';
import { findUser, saveCredentials, saveUser, type User, verifiedEmail } from '#/local/cognito/users.ts';

const CODE_LIFETIME = 60 * 60_000;
const TRIES = 5;

const forgotten = z.object({ ClientId: field.clientId, Username: field.username });

/** Mails a reset code. The answer is the same whether or not the user exists, has an address, or may reset. */
export const forgotPassword: Action = action(forgotten, (cognito, input) => {
  const { pool } = clientById(cognito.pools, input.ClientId);
  const user = findUser(cognito, pool.id, input.Username);
  takeTurn(cognito, 'ForgotPassword', pool.id, user?.sub ?? input.Username);
  const email = user && mayReset(user) ? verifiedEmail(user) : undefined;
  // Not awaited: how long the mail takes, or that it failed, would tell users from strangers.
  if (user && email) void sendResetCode(cognito, user, issueCode(cognito, user)).catch(() => undefined);
  return { CodeDeliveryDetails: deliveryDetails(email ?? decoyAddress(cognito, pool, input.Username)) };
});

/** Sets a new password by a mailed code. A second factor is still asked for at the next sign-in. */
export const confirmForgotPassword: Action = action(
  forgotten.extend({ ConfirmationCode: field.code, Password: field.password }),
  (cognito, input) => {
    const { pool } = clientById(cognito.pools, input.ClientId);
    assertPasswordPolicy(input.Password);
    const user = findUser(cognito, pool.id, input.Username);
    takeTurn(cognito, 'ConfirmForgotPassword', pool.id, user?.sub ?? input.Username);
    changePassword(cognito, redeemCode(cognito, user, input.ConfirmationCode), input.Password);
    return {};
  },
);

/** Makes the present password useless and mails a code to set another. */
export const adminResetUserPassword: Action = action(
  z.object({ UserPoolId: field.userPoolId, Username: field.username }),
  async (cognito, input) => {
    const { user } = targetOf(cognito, input);
    if (user.status === 'FORCE_CHANGE_PASSWORD') {
      throw new AwsError('NotAuthorizedException', 'User password cannot be reset in the current state.');
    }
    if (!verifiedEmail(user)) {
      const message = 'Cannot reset password for the user as there is no registered/verified email or phone_number';
      throw new AwsError('InvalidParameterException', message);
    }
    const waiting = saveCredentials(cognito, { ...user, status: 'RESET_REQUIRED' });
    await sendResetCode(cognito, waiting, issueCode(cognito, waiting));
    return {};
  },
);

function mayReset(user: User): boolean {
  return user.enabled && user.status !== 'FORCE_CHANGE_PASSWORD';
}

function issueCode(cognito: Cognito, user: User): string {
  const code = randomInt(1_000_000).toString().padStart(6, '0');
  const digest = codeDigest(cognito, user, code).toString('hex');
  const resetCode = { digest, expiresAt: cognito.now() + CODE_LIFETIME, triesLeft: TRIES };
  saveUser(cognito, { ...user, secrets: { ...user.secrets, resetCode } });
  return code;
}

// An unknown user, no code asked for and a wrong code look alike; only the right code may hear that it came too late.
function redeemCode(cognito: Cognito, user: User | undefined, code: string): User {
  const kept = user?.secrets.resetCode;
  const mismatch = new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
  if (!user || !kept || !mayReset(user) || kept.triesLeft < 1) throw mismatch;
  if (!timingSafeEqual(codeDigest(cognito, user, code), Buffer.from(kept.digest, 'hex'))) {
    const resetCode = { ...kept, triesLeft: kept.triesLeft - 1 };
    saveUser(cognito, { ...user, secrets: { ...user.secrets, resetCode } });
    throw mismatch;
  }
  if (kept.expiresAt <= cognito.now()) {
    throw new AwsError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
  }
  return user;
}

function codeDigest(cognito: Cognito, user: User, code: string): Buffer {
  return cognito.sealing.digest('reset-code', user.poolId, user.sub, code);
}

function decoyAddress(cognito: Cognito, pool: Pool, name: string): string {
  if (name.includes('@')) return name;
  const [first = 0, second = 0] = cognito.sealing.digest('decoy-address', pool.id, name.toLowerCase());
  const letter = (byte: number): string => String.fromCharCode(97 + (byte % 26));
  return `${letter(first)}@${letter(second)}`;
}
