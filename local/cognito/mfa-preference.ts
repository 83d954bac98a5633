import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { callerOf, verifyAccessToken } from '#/local/cognito/access.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { type Pool, poolById } from '#/local/cognito/pools.ts';
import { requireUser, saveCredentials, type User } from '#/local/cognito/users.ts';

const setting = z.object({ Enabled: z.boolean().default(false), PreferredMfa: z.boolean().default(false) }).nullish();
const preference = z.object({
  SoftwareTokenMfaSettings: setting,
  SMSMfaSettings: setting,
  EmailMfaSettings: setting,
  WebAuthnMfaSettings: z.unknown().optional(),
});

const target = z.object({ UserPoolId: field.userPoolId, Username: field.username });

type Preference = z.output<typeof preference>;

/** A user switches the code on or off. Where the pool requires MFA, switching off is answered and does nothing, as on AWS. */
export const setUserMFAPreference: Action = action(
  preference.extend({ AccessToken: field.token }),
  async (cognito, input) => {
    const { user, pool } = callerOf(cognito, await verifyAccessToken(cognito, input.AccessToken));
    return store(cognito, pool, user, input);
  },
);

/** The same by an administrator. A lost authenticator is reset by AdminDeleteSoftwareToken, not by this. */
export const adminSetUserMFAPreference: Action = action(preference.extend(target.shape), (cognito, input) => {
  const pool = poolById(cognito.pools, input.UserPoolId);
  return store(cognito, pool, requireUser(cognito, pool, input.Username), input);
});

/** Forgets a lost authenticator. Where the pool requires MFA the next sign-in must set up a new one. */
export const adminDeleteSoftwareToken: Action = action(target, (cognito, input) => {
  const user = requireUser(cognito, poolById(cognito.pools, input.UserPoolId), input.Username);
  const { softwareToken: _, pendingSecret: __, ...secrets } = user.secrets;
  saveCredentials(cognito, { ...user, secrets });
  return {};
});

function store(cognito: Cognito, pool: Pool, user: User, wanted: Preference): Record<string, unknown> {
  if (wanted.SMSMfaSettings?.Enabled || wanted.EmailMfaSettings?.Enabled || wanted.WebAuthnMfaSettings) {
    throw new AwsError('InvalidParameterException', 'This user pool has SOFTWARE_TOKEN_MFA only.');
  }
  const setting = wanted.SoftwareTokenMfaSettings;
  if (!setting) return {};
  const token = user.secrets.softwareToken;
  if (setting.Enabled && !token) {
    throw new AwsError('InvalidParameterException', 'User has not verified software token mfa');
  }
  if (setting.PreferredMfa && !setting.Enabled) {
    throw new AwsError('InvalidParameterException', 'Preferred MFA must be enabled.');
  }
  if (!token || (pool.mfa === 'ON' && !setting.Enabled)) return {};
  const softwareToken = { ...token, enabled: setting.Enabled, preferred: setting.PreferredMfa };
  saveCredentials(cognito, { ...user, secrets: { ...user.secrets, softwareToken } });
  return {};
}
