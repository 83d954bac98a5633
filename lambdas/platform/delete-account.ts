import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { type Pool, pools } from '#/domain/access/roles.ts';
import { Problem } from '#/domain/api/problems.ts';
import type { Services } from './services.ts';
import { cognito, poolId } from './user-pools.ts';

/** Whether the pool knew the user. @throws Problem `unavailable` */
async function isKnown(asking: Promise<unknown>): Promise<boolean> {
  try {
    await asking;
    return true;
  } catch (cause) {
    if (cause instanceof UserNotFoundException) return false;
    throw new Problem('unavailable', { retryAfter: 2 }, { cause });
  }
}

const userIn = ({ config }: Services, pool: Pool, personId: string) => ({
  UserPoolId: poolId(config, pool),
  Username: personId,
});

/** The user pools in which a person has an account. */
export async function accountsOf(services: Services, personId: string): Promise<Pool[]> {
  const known = await Promise.all(
    pools.map((pool) => isKnown(cognito().send(new AdminGetUserCommand(userIn(services, pool, personId))))),
  );
  return pools.filter((_, index) => known[index]);
}

/** Deletes the accounts of a person, with address, password and factors, and reads back that they are gone. */
export async function deleteAccounts(services: Services, personId: string): Promise<void> {
  for (const pool of pools) {
    await isKnown(cognito().send(new AdminDeleteUserCommand(userIn(services, pool, personId))));
  }
  if ((await accountsOf(services, personId)).length > 0) throw new Error('A user pool still knows a deleted account.');
}
