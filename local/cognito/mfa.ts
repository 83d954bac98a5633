import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { callerOf, verifyAccessToken } from '#/local/cognito/access.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { poolById } from '#/local/cognito/pools.ts';
import { adoptSecret } from '#/local/cognito/second-factor.ts';
import { allowRetry, invalidSession, openSession, sessionUser, takeSession } from '#/local/cognito/sessions.ts';
import { createSecret } from '#/local/cognito/software-token.ts';
import { hasSecondFactor, saveUser } from '#/local/cognito/users.ts';

const handle = z.object({ AccessToken: field.token.nullish(), Session: field.session.nullish() });
const verification = handle.extend({ UserCode: field.totp, FriendlyDeviceName: z.string().max(131_072).nullish() });

/** Hands out a new secret: for a session in MFA_SETUP, or for a signed-in user. It counts for nothing before it is verified. */
export const associateSoftwareToken: Action = action(handle, async (cognito, input) => {
  if (input.Session) return associateBySession(cognito, input.Session);
  const { user } = callerOf(cognito, await verifyAccessToken(cognito, accessTokenOf(input.AccessToken)));
  const secret = createSecret();
  saveUser(cognito, { ...user, secrets: { ...user.secrets, pendingSecret: secret } });
  return { SecretCode: secret };
});

/** Proves the secret by its first code. In a pool that requires MFA it is on from then; elsewhere the user switches it on. */
export const verifySoftwareToken: Action = action(verification, async (cognito, input) => {
  if (input.Session) return verifyBySession(cognito, input.Session, input.UserCode);
  const { user, pool } = callerOf(cognito, await verifyAccessToken(cognito, accessTokenOf(input.AccessToken)));
  const secret = user.secrets.pendingSecret;
  if (!secret) {
    throw new AwsError(
      'SoftwareTokenMFANotFoundException',
      'No software token was associated: AssociateSoftwareToken first.',
    );
  }
  const enabled = pool.mfa === 'ON' || hasSecondFactor(user);
  const outcome = adoptSecret(cognito, user, secret, input.UserCode, enabled);
  if (outcome.kind === 'refused') throw outcome.error;
  return { Status: 'SUCCESS' };
});

function associateBySession(cognito: Cognito, session: string): Record<string, unknown> {
  const { challenge } = takeSession(cognito, session, 'MFA_SETUP');
  const user = sessionUser(cognito, challenge);
  if (hasSecondFactor(user)) throw invalidSession();
  const secret = createSecret();
  return { SecretCode: secret, Session: openSession(cognito, { ...challenge, secret }) };
}

function verifyBySession(cognito: Cognito, session: string, code: string): Record<string, unknown> {
  const taken = takeSession(cognito, session, 'MFA_SETUP');
  const { secret, ...challenge } = taken.challenge;
  const user = sessionUser(cognito, challenge);
  // Whoever already has a factor must prove that one; a left-over set-up session is no way round it.
  if (!secret || hasSecondFactor(user)) throw invalidSession();
  const enabled = poolById(cognito.pools, user.poolId).mfa === 'ON';
  const outcome = adoptSecret(cognito, user, secret, code, enabled);
  if (outcome.kind === 'refused') {
    allowRetry(cognito, session, taken);
    throw outcome.error;
  }
  const { credentialsVersion } = outcome.user;
  return { Status: 'SUCCESS', Session: openSession(cognito, { ...challenge, credentialsVersion, verified: true }) };
}

function accessTokenOf(token: string | null | undefined): string {
  if (!token) throw new AwsError('InvalidParameterException', 'Missing required parameter: AccessToken or Session');
  return token;
}
