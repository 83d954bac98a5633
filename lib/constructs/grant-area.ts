import { type IRole, ManagedPolicy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Pool } from '#/domain/access/roles.ts';
import { type Area, type EnvName, envNames, storeActions, tableEnv } from '#/domain/api/area.ts';
import { type StoreName, storeNames } from '#/domain/data-map/stores.ts';
import type { Instance } from '#/lib/instances.ts';
import { logGroupArn, type Place, roleName, tableArn, tableName } from '#/lib/names.ts';

export type PoolFacts = { readonly id: string; readonly arn: string; readonly clientId: string };

/** Everything of the instance that a contract may ask for. ARNs, so that a stack needs no other stack's constructs. */
export type AreaResources = {
  readonly instance: Instance;
  readonly place: Place;
  /** Doors of the other instances: public facts, named in `/.well-known/coachvault`. */
  readonly siblings: Readonly<Record<string, string>>;
  readonly keys: { readonly data: string; readonly identity: string; readonly wrapping: string; readonly mac: string };
  /** Absent only where the pools themselves are made: their trigger knows no pool. */
  readonly pools?: Readonly<Record<Pool, PoolFacts>>;
  /** Log groups of the API's functions. */
  readonly logGroups: readonly string[];
};

/**
 * The user-pool part of a contract for a function that the pools themselves call. It stands in a policy of its own, made
 * after the pools: they need the function first.
 */
export function grantPools(scope: Construct, role: IRole, area: Area, resources: AreaResources): void {
  const statements = poolStatements(area, resources);
  if (statements.length === 0) return;
  new ManagedPolicy(scope, `${area.name}-pools`, {
    managedPolicyName: roleName(resources.place.id, `${area.name}-pools`),
    description: `What the contract of lambdas/${area.name} asks of the user pools`,
    roles: [role],
    statements,
  });
}

/** Gives a function all that its contract asks for and nothing else: environment and policy in one call (IA4). */
export function grantArea(fn: LambdaFunction, role: Role, area: Area, resources: AreaResources): void {
  const values = environmentValues(resources);
  for (const name of envNames(area)) fn.addEnvironment(name, values[name]());
  const statements = areaStatements(area, resources);
  if (statements.length === 0) return;
  new ManagedPolicy(fn, 'Contract', {
    managedPolicyName: roleName(resources.place.id, `${area.name}-contract`),
    description: `What the contract of lambdas/${area.name} asks for`,
    roles: [role],
    statements,
  });
}

function environmentValues(resources: AreaResources): Readonly<Record<EnvName, () => string>> {
  const { instance, keys, siblings, logGroups } = resources;
  const pool = (name: Pool): PoolFacts => {
    if (!resources.pools) throw new TypeError(`A function made before the user pools cannot know the pool "${name}".`);
    return resources.pools[name];
  };
  const tables = Object.fromEntries(storeNames.map((store) => [tableEnv(store), () => tableName(instance.id, store)]));
  return {
    ...(tables as Record<ReturnType<typeof tableEnv>, () => string>),
    COACHVAULT_INSTANCE: () => instance.id,
    COACHVAULT_WORKFORCE_POOL: () => pool('workforce').id,
    COACHVAULT_WORKFORCE_CLIENT: () => pool('workforce').clientId,
    COACHVAULT_CLIENTS_POOL: () => pool('clients').id,
    COACHVAULT_CLIENTS_CLIENT: () => pool('clients').clientId,
    COACHVAULT_JURISDICTION: () => instance.jurisdiction,
    COACHVAULT_DOOR: () => instance.door,
    COACHVAULT_SIBLINGS: () => JSON.stringify(siblings),
    COACHVAULT_SECURITY_CONTACT: () => instance.securityContact,
    COACHVAULT_WRAPPING_KEY: () => keys.wrapping,
    COACHVAULT_MAC_KEY: () => keys.mac,
    COACHVAULT_LOG_GROUPS: () => logGroups.join(','),
  };
}

/** The statements of a contract. */
export function areaStatements(area: Area, resources: AreaResources): PolicyStatement[] {
  return [
    ...storeStatements(area, resources),
    ...keyStatements(area, resources),
    ...poolStatements(area, resources),
    ...(area.readsLogs ? [logStatement(resources)] : []),
  ];
}

function storeStatements(area: Area, { place, keys }: AreaResources): PolicyStatement[] {
  const used = Object.entries(area.stores) as [StoreName, readonly (keyof typeof storeActions)[]][];
  if (used.length === 0) return [];
  const tables = used.map(
    ([store, capabilities]) =>
      new PolicyStatement({
        sid: `Store${store}`,
        actions: [...new Set(capabilities.flatMap((capability) => storeActions[capability]))].sort(),
        resources: [tableArn(place, store)],
      }),
  );
  const through = { 'kms:ViaService': `dynamodb.${place.region}.amazonaws.com` };
  // DynamoDB uses the tables' key in the caller's name. Its context names the table, so this opens no other table.
  const names = used.map(([store]) => tableName(place.id, store));
  const open = new PolicyStatement({
    sid: 'TablesKey',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    resources: [keys.data],
    conditions: { StringEquals: { ...through, 'kms:EncryptionContext:aws:dynamodb:tableName': names } },
  });
  const describe = new PolicyStatement({
    sid: 'TablesKeyDescribe',
    actions: ['kms:DescribeKey'],
    resources: [keys.data],
    conditions: { StringEquals: through },
  });
  return [...tables, open, describe];
}

function keyStatements(area: Area, { place, keys }: AreaResources): PolicyStatement[] {
  const wrapping = (sid: string, action: string, purposes: readonly string[]) =>
    new PolicyStatement({
      sid,
      actions: [action],
      resources: [keys.wrapping],
      conditions: {
        StringEquals: { 'kms:EncryptionContext:instance': place.id, 'kms:EncryptionContext:purpose': [...purposes] },
      },
    });
  const { unwrap, create = [], mac } = area.keys;
  return [
    ...(unwrap.length > 0 ? [wrapping('UnwrapSubjectKeys', 'kms:Decrypt', unwrap)] : []),
    ...(create.length > 0 ? [wrapping('MakeSubjectKeys', 'kms:GenerateDataKey', create)] : []),
    ...(mac ? [new PolicyStatement({ sid: 'KeyedHashes', actions: ['kms:GenerateMac'], resources: [keys.mac] })] : []),
  ];
}

function poolStatements(area: Area, { place, keys, pools }: AreaResources): PolicyStatement[] {
  if (!area.userPools || !pools) return [];
  const arns = [pools.workforce.arn, pools.clients.arn];
  return [
    new PolicyStatement({
      sid: 'UserPools',
      actions: area.userPools.map((action) => `cognito-idp:${action}`),
      resources: arns,
    }),
    new PolicyStatement({
      sid: 'UserPoolsKey',
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKeyWithoutPlaintext'],
      resources: [keys.identity],
      conditions: { StringEquals: { 'kms:ViaService': `cognito-idp.${place.region}.amazonaws.com` } },
    }),
  ];
}

const logStatement = ({ place, logGroups }: AreaResources): PolicyStatement =>
  new PolicyStatement({
    sid: 'RequestLogs',
    actions: ['logs:FilterLogEvents'],
    resources: logGroups.map((group) => `${logGroupArn(place, group)}:*`),
  });
