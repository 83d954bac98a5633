import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { callerOf, verifyAccessToken } from '#/local/cognito/access.ts';
import type { Action, Cognito } from '#/local/cognito/context.ts';
import { action, field } from '#/local/cognito/input.ts';
import { poolById } from '#/local/cognito/pools.ts';
import { requireUser, saveCredentials, type User } from '#/local/cognito/users.ts';

const setting = z.object({ Enabled: z.boolean().default(false), PreferredMfa: z.boolean().default(false) }).nullish();
const preference = z.object({
  SoftwareTokenMfaSettings: setting,
  SMSMfaSettings: setting,
  EmailMfaSettings: setting,
  WebAuthnMfaSettings: z.unknown().optional(),
});

type Preference = z.output<typeof preference>;

/** A user switches the code on or off. Where the pool requires MFA it cannot be switched off. */
export const setUserMFAPreference: Action = action(
  preference.extend({ AccessToken: field.token }),
  async (cognito, input) => {
    const { user, pool } = callerOf(cognito, await verifyAccessToken(cognito, input.AccessToken));
    if (pool.mfa === 'ON' && input.SoftwareTokenMfaSettings?.Enabled === false) {
      throw new AwsError('InvalidParameterException', 'MFA is required in this user pool and cannot be switched off.');
    }
    return store(cognito, user, input);
  },
);

/** An administrator's reset of a lost factor. Where the pool requires MFA the next sign-in must set up a new one. */
export const adminSetUserMFAPreference: Action = action(
  preference.extend({ UserPoolId: field.userPoolId, Username: field.username }),
  (cognito, input) => {
    const pool = poolById(cognito.pools, input.UserPoolId);
    return store(cognito, requireUser(cognito, pool, input.Username), input);
  },
);

function store(cognito: Cognito, user: User, wanted: Preference): Record<string, unknown> {
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
  if (!token) return {};
  const softwareToken = { ...token, enabled: setting.Enabled, preferred: setting.PreferredMfa };
  saveCredentials(cognito, { ...user, secrets: { ...user.secrets, softwareToken } });
  return {};
}
