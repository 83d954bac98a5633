import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Pool } from '#/domain/access/roles.ts';
import { Problem } from '#/domain/api/problems.ts';
import type { Config } from './config.ts';
import { clientOptions } from './services.ts';

/** The user pools of the instance. All calls may be repeated: a lost answer is mended by asking again. */
export function openUserPools(config: Config) {
  const cognito = new CognitoIdentityProviderClient(clientOptions());
  const poolId = (pool: Pool): string =>
    pool === 'workforce' ? config.COACHVAULT_WORKFORCE_POOL : config.COACHVAULT_CLIENTS_POOL;
  const unavailable = (cause: unknown): never => {
    throw new Problem('unavailable', { retryAfter: 2 }, { cause });
  };

  /** Makes the account whose user name is the person id, if it is not there yet. The pool sends the invitation. */
  async function invite(personId: string, email: string, pool: Pool): Promise<void> {
    const UserPoolId = poolId(pool);
    const account = new AdminCreateUserCommand({
      UserPoolId,
      Username: personId,
      DesiredDeliveryMediums: ['EMAIL'],
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
    await cognito.send(account).catch((cause: unknown) => {
      if (!(cause instanceof UsernameExistsException)) unavailable(cause);
    });
  }

  /** Second factors that are set up: `SOFTWARE_TOKEN_MFA` and the like. */
  async function secondFactors(personId: string, pool: Pool): Promise<readonly string[]> {
    const command = new AdminGetUserCommand({ UserPoolId: poolId(pool), Username: personId });
    const { UserMFASettingList = [] } = await cognito.send(command).catch(unavailable);
    return UserMFASettingList;
  }

  return { invite, secondFactors };
}
