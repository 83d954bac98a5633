import { encodeTime } from 'ulid';
import { type Pool, poolOf, pools, roles, tokenLifetimes } from '#/domain/access/roles.ts';
import { apiClientName, factorsClientName } from '#/domain/access/token.ts';
import { userPoolName } from '#/lib/names.ts';
import { AwsError } from '#/local/aws/service.ts';
import type { LocalCognito } from '#/local/cognito/cognito.ts';
import type { ClientDefinition, PoolDefinition } from '#/local/cognito/options.ts';

export type UserPool = { readonly id: string; readonly clientId: string };

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DECOYS_FROM = Date.UTC(2026, 0, 1);
const DECOY_DAYS = 300;

/** What an unknown address seems to be: a person's id of this instance, made on some day of 2026. */
function decoyId(instance: string, seed: Buffer): string {
  const day = seed.readUInt16BE(0) % DECOY_DAYS;
  const time = DECOYS_FROM + day * 86_400_000 + (seed.readUInt32BE(2) % 86_400_000);
  const random = [...seed.subarray(6, 22)].map((byte) => CROCKFORD.charAt(byte % 32)).join('');
  return `${instance}.person_${encodeTime(time)}${random}`;
}

const appClient = (name: string, accessTokenMinutes: number, refreshTokenHours: number): ClientDefinition => ({
  name,
  accessTokenMinutes,
  refreshTokenHours,
  flows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
});

/** The two pools as the deployed ones are, but for passwords in the clear: on one machine, curl signs in, too. */
export const poolDefinitions = (instance: string): PoolDefinition[] =>
  pools.map((pool) => ({
    name: userPoolName(instance, pool),
    mfa: pool === 'workforce' ? 'ON' : 'OPTIONAL',
    decoyUsername: (seed) => decoyId(instance, seed),
    clients: [
      appClient(apiClientName, tokenLifetimes[pool].accessMinutes, tokenLifetimes[pool].refreshHours),
      // For the second factor and the password; the API refuses its tokens.
      appClient(factorsClientName, tokenLifetimes.workforce.accessMinutes, 1),
    ],
  }));

async function ensureGroup(cognito: LocalCognito, UserPoolId: string, GroupName: string): Promise<void> {
  try {
    await cognito.service.call('CreateGroup', { UserPoolId, GroupName });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'GroupExistsException') throw error;
  }
}

/** The instance's pools in a Cognito that was opened with `poolDefinitions`. */
export function userPoolsOf(cognito: LocalCognito, instance: string): Record<Pool, UserPool> {
  const found = pools.map((pool) => {
    const listing = cognito.pools().find(({ name }) => name === userPoolName(instance, pool));
    return [
      pool,
      { id: listing?.id ?? '', clientId: listing?.clients.find(({ name }) => name === apiClientName)?.id ?? '' },
    ];
  });
  return Object.fromEntries(found) as Record<Pool, UserPool>;
}

/** Every role is a group of its pool. */
export async function ensureGroups(cognito: LocalCognito, userPools: Record<Pool, UserPool>): Promise<void> {
  for (const role of roles) await ensureGroup(cognito, userPools[poolOf(role)].id, role);
}
