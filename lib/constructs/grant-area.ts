import { type IRole, ManagedPolicy, type PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Pool } from '#/domain/access/roles.ts';
import { type Area, bucketEnv, type EnvName, envNames, functionEnv, tableEnv } from '#/domain/api/area.ts';
import type { ResponseEnv } from '#/domain/api/response-powers.ts';
import { bucketNames } from '#/domain/data-map/buckets.ts';
import { storeNames } from '#/domain/data-map/stores.ts';
import { trailSelectors } from '#/domain/data-map/trail-selectors.ts';
import { controllerOf } from '#/lib/instances.ts';
import { bucketName, roleName, staffRoles, startName, tableName, trailArn, trailedArns } from '#/lib/names.ts';
import { ownNetworks } from '#/lib/own-networks.ts';
import type { AreaResources, PoolFacts } from './area-resources.ts';
import { dataStatements, poolStatements, powerStatements } from './area-statements.ts';
import { responseFacts } from './response-statements.ts';

/**
 * The user-pool part of a contract for a function that the pools themselves call. It stands in a policy of its own, made
 * after the pools: they need the function first.
 */
export const grantPools = (scope: Construct, role: IRole, area: Area, resources: AreaResources): void =>
  policyOf(scope, `${area.name}-pools`, 'pools', {
    role,
    area,
    statements: poolStatements(area, resources),
    resources,
  });

/** Gives a function all that its contract asks for and nothing else: environment and policy in one call (IA4). */
export function grantArea(fn: LambdaFunction, role: Role, area: Area, resources: AreaResources): void {
  const valueFor = environmentOf(area, resources);
  for (const name of envNames(area)) fn.addEnvironment(name, valueFor(name));
  // Two policies, for IAM takes none of more than 6,144 characters.
  policyOf(fn, 'Data', 'data', { role, area, statements: dataStatements(area, resources), resources });
  policyOf(fn, 'Powers', 'powers', { role, area, statements: powerStatements(area, resources), resources });
}

type Part = {
  readonly role: IRole;
  readonly area: Area;
  readonly statements: PolicyStatement[];
  readonly resources: AreaResources;
};

function policyOf(scope: Construct, id: string, part: string, { role, area, statements, resources }: Part): void {
  if (statements.length === 0) return;
  new ManagedPolicy(scope, id, {
    managedPolicyName: roleName(resources.place.id, `${area.name}-${part}`),
    description: `What the contract of lambdas/${area.name} asks for: ${part}`,
    roles: [role],
    statements,
  });
}

/** Variables of which there is one; the others are one per table, bucket and startable area. */
type SingleEnv = Exclude<EnvName, `COACHVAULT_${'TABLE' | 'BUCKET' | 'FUNCTION'}_${string}`>;

const responseEnvironment = (resources: AreaResources): Readonly<Record<ResponseEnv, () => string>> => ({
  COACHVAULT_BLOCK_LIST_IPV4: () => responseFacts(resources).blockLists.IPV4,
  COACHVAULT_BLOCK_LIST_IPV6: () => responseFacts(resources).blockLists.IPV6,
  COACHVAULT_OWN_NETWORKS: () => ownNetworks(resources.instance).join(','),
  COACHVAULT_TRAIL: () => trailArn(resources.place),
  COACHVAULT_TRAIL_BASELINE: () => JSON.stringify(trailSelectors(trailedArns(resources.place))),
  COACHVAULT_STAFF_ROLES: () => staffRoles.map((user) => roleName(resources.place.id, user)).join(','),
  COACHVAULT_KEYS: () => responseFacts(resources).keyArns.join(','),
});

/** The values are functions, for some can only be known where their variable is asked for. */
function environmentOf(area: Area, resources: AreaResources): (name: EnvName) => string {
  const { instance, place, keys, siblings, logGroups } = resources;
  const pool = (name: Pool): PoolFacts => {
    if (!resources.pools) throw new TypeError(`A function made before the user pools cannot know the pool "${name}".`);
    return resources.pools[name];
  };
  const single: Readonly<Record<SingleEnv, () => string>> = {
    COACHVAULT_INSTANCE: () => instance.id,
    COACHVAULT_WORKFORCE_POOL: () => pool('workforce').id,
    COACHVAULT_WORKFORCE_CLIENT: () => pool('workforce').clientId,
    COACHVAULT_CLIENTS_POOL: () => pool('clients').id,
    COACHVAULT_CLIENTS_CLIENT: () => pool('clients').clientId,
    COACHVAULT_JURISDICTION: () => instance.jurisdiction,
    COACHVAULT_DOOR: () => instance.door,
    COACHVAULT_SIBLINGS: () => JSON.stringify(siblings),
    COACHVAULT_SECURITY_CONTACT: () => instance.securityContact,
    COACHVAULT_BACKUP_REGION: () => instance.backupRegion,
    COACHVAULT_CONTROLLER: () => JSON.stringify(controllerOf(instance)),
    COACHVAULT_WRAPPING_KEY: () => keys.wrapping,
    COACHVAULT_MAC_KEY: () => keys.mac,
    COACHVAULT_SIGNING_KEY: () => keys.signing,
    COACHVAULT_LOG_GROUPS: () => logGroups.join(','),
    ...responseEnvironment(resources),
  };
  const values: Readonly<Partial<Record<EnvName, () => string>>> = {
    ...single,
    ...Object.fromEntries(storeNames.map((store) => [tableEnv(store), () => tableName(instance.id, store)])),
    ...Object.fromEntries(bucketNames.map((bucket) => [bucketEnv(bucket), () => bucketName(place, bucket)])),
    ...Object.fromEntries((area.starts ?? []).map((other) => [functionEnv(other), () => startName(place.id, other)])),
  };
  return (name) => {
    const value = values[name];
    if (value) return value();
    throw new TypeError(`lib/constructs/grant-area.ts has no value for ${name}, which lambdas/${area.name} asks for.`);
  };
}
