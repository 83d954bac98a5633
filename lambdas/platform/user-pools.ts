import { AdminGetUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Pool } from '#/domain/access/roles.ts';
import { Problem } from '#/domain/api/problems.ts';
import { once } from '#/domain/once.ts';
import { findPerson } from '#/vault/people.ts';
import type { Config } from './config.ts';
import { inviteUser } from './invite-user.ts';
import { clientOptions, type Services } from './services.ts';

export const cognito = once(() => new CognitoIdentityProviderClient(clientOptions()));

export const poolId = (config: Config, pool: Pool): string =>
  pool === 'workforce' ? config.COACHVAULT_WORKFORCE_POOL : config.COACHVAULT_CLIENTS_POOL;

const unavailable = (cause: unknown): never => {
  throw new Problem('unavailable', { retryAfter: 2 }, { cause });
};

/**
 * Has the user pool invite the person who was written down with an address. Runs after that write, and again when its
 * request is repeated: that makes an account that is missing, and sends no second mail.
 */
export async function inviteByMail(
  { vault, config }: Services,
  { pool, email, repeated }: { pool: Pool; email: string; repeated: boolean },
): Promise<void> {
  const personId = await findPerson(vault, pool, email);
  if (!personId) return;
  await inviteUser(cognito(), { userPoolId: poolId(config, pool), personId, email, renew: !repeated }).catch(
    unavailable,
  );
}

/** Second factors that are set up: `SOFTWARE_TOKEN_MFA` and the like. */
export async function secondFactors({ config }: Services, personId: string, pool: Pool): Promise<readonly string[]> {
  const command = new AdminGetUserCommand({ UserPoolId: poolId(config, pool), Username: personId });
  const { UserMFASettingList = [] } = await cognito().send(command).catch(unavailable);
  return UserMFASettingList;
}
