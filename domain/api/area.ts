import type { BucketName } from '#/domain/data-map/buckets.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import { type ResponseEnv, type ResponsePower, responseEnv } from './response-powers.ts';
import type { Route } from './route.ts';

/**
 * What a function may do with a store; each becomes exactly the DynamoDB actions that `storeActions` names.
 * `append` can add a row and neither read nor change one; `expire` sets when TTL deletes a row; `scan` goes through the
 * whole table, as the sweeper does.
 */
export type Capability = 'read' | 'list' | 'scan' | 'write' | 'check' | 'append' | 'expire' | 'delete';

export const storeActions = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
  list: ['dynamodb:Query'],
  scan: ['dynamodb:Scan'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
  check: ['dynamodb:ConditionCheckItem'],
  append: ['dynamodb:PutItem'],
  expire: ['dynamodb:UpdateItem'],
  delete: ['dynamodb:DeleteItem'],
} as const satisfies Record<Capability, readonly string[]>;

/** What a function may do with a bucket; each becomes exactly these S3 actions. `keep` writes under a legal hold, `release` ends one. */
export type BucketCapability = 'read' | 'write' | 'keep' | 'release' | 'delete' | 'list';

export const bucketActions = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload'],
  keep: ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention'],
  release: ['s3:PutObjectLegalHold'],
  delete: ['s3:DeleteObject'],
  list: ['s3:ListBucket'],
} as const satisfies Record<BucketCapability, readonly string[]>;

/**
 * What calls a function instead of the API: the user pools before a token, the stream of the outbox, another function as
 * the starter of a durable execution, findings of GuardDuty and Security Hub, or the clock (an EventBridge rate expression).
 */
export type Trigger =
  | 'preTokenGeneration'
  | 'outbox'
  | 'durable'
  | 'findings'
  | { readonly schedule: `rate(${number} ${string})` };

type UserPoolAction =
  | 'AdminAddUserToGroup'
  | 'AdminCreateUser'
  | 'AdminDeleteSoftwareToken'
  | 'AdminDeleteUser'
  | 'AdminDisableUser'
  | 'AdminEnableUser'
  | 'AdminForgetDevice'
  | 'AdminGetUser'
  | 'AdminListDevices'
  | 'AdminListGroupsForUser'
  | 'AdminListUserAuthEvents'
  | 'AdminRemoveUserFromGroup'
  | 'AdminResetUserPassword'
  | 'AdminUserGlobalSignOut'
  | 'DescribeUserPoolClient';

/**
 * One area of the API: one function, its routes, and all that it may reach. Environment and IAM policy both follow
 * from this, in one call.
 */
export type Area = {
  readonly name: string;
  readonly says: string;
  readonly stores: { readonly [S in StoreName]?: readonly Capability[] };
  readonly keys: {
    /** Purposes whose data keys the function may unwrap, and no others (`kms:EncryptionContext:purpose`). */
    readonly unwrap: readonly Purpose[];
    /** Purposes it may make data keys for: only where people and organisations come to be. */
    readonly create?: readonly Purpose[];
    /** Purposes it may wrap keys again from and to, without ever seeing them (KMS ReEncrypt): lenses and holds. */
    readonly rewrap?: { readonly from: readonly Purpose[]; readonly to: readonly Purpose[] };
    /** Keyed hashes: blind index, idempotency, cursors. */
    readonly mac?: true;
    /** Signs receipts, certificates and ledgers with the instance’s signing key, and reads its public part. */
    readonly sign?: true;
    /** Reads the public part of the signing key only. */
    readonly publishes?: true;
  };
  readonly buckets?: { readonly [B in BucketName]?: readonly BucketCapability[] };
  readonly userPools?: readonly UserPoolAction[];
  /** Areas whose functions it may start (durable executions). */
  readonly starts?: readonly string[];
  /** Areas whose waiting executions it may answer (callbacks). */
  readonly answers?: readonly string[];
  /** What it may do to AWS itself in a response. Its state lies under a key of its own. */
  readonly responds?: readonly ResponsePower[];
  /** Runs outside the isolated network, with a way out to the Internet; it may open only what its contract unwraps. */
  readonly outside?: true;
  /** May search the request logs of the API's functions. */
  readonly readsLogs?: true;
  /** Tells who answers for the data, where and under which law it lives: what anybody may know of the instance. */
  readonly publishesFacts?: true;
  readonly trigger?: Trigger;
  readonly routes: Readonly<Record<string, Route>>;
};

export const area = <const A extends Area>(definition: A): A => definition;

/** Environment variables every function gets. */
const common = ['COACHVAULT_INSTANCE', 'COACHVAULT_SIBLINGS'] as const;
/** Those of functions that look at who calls, or remove an account. */
const callers = [
  'COACHVAULT_WORKFORCE_POOL',
  'COACHVAULT_WORKFORCE_CLIENT',
  'COACHVAULT_CLIENTS_POOL',
  'COACHVAULT_CLIENTS_CLIENT',
] as const;
const publicFacts = [
  'COACHVAULT_JURISDICTION',
  'COACHVAULT_DOOR',
  'COACHVAULT_SECURITY_CONTACT',
  'COACHVAULT_BACKUP_REGION',
  'COACHVAULT_CONTROLLER',
] as const;

/** Functions that look at who calls: those of the API. */
export const servesApi = (of: Area): boolean => of.trigger === undefined;
/** The trigger of the pools is made before them and learns from each event which one calls. */
const knowsPools = (of: Area): boolean =>
  servesApi(of) || (of.userPools !== undefined && of.trigger !== 'preTokenGeneration');

type Upper = { [S in StoreName]: `COACHVAULT_TABLE_${Uppercase<S>}` };
type UpperBucket = { [B in BucketName]: `COACHVAULT_BUCKET_${Uppercase<B>}` };
export type EnvName =
  | (typeof common)[number]
  | (typeof callers)[number]
  | (typeof publicFacts)[number]
  | Upper[StoreName]
  | UpperBucket[BucketName]
  | `COACHVAULT_FUNCTION_${string}`
  | ResponseEnv
  | 'COACHVAULT_SIGNING_KEY'
  | 'COACHVAULT_WRAPPING_KEY'
  | 'COACHVAULT_MAC_KEY'
  | 'COACHVAULT_LOG_GROUPS';

export const tableEnv = (store: StoreName): EnvName => `COACHVAULT_TABLE_${store.toUpperCase()}` as Upper[StoreName];
export const bucketEnv = (bucket: BucketName): EnvName =>
  `COACHVAULT_BUCKET_${bucket.toUpperCase()}` as UpperBucket[BucketName];
/** The name of the function that an area may start. */
export const functionEnv = (area: string): EnvName => `COACHVAULT_FUNCTION_${area.toUpperCase().replaceAll('-', '_')}`;

/**
 * The names of the environment variables an area's function needs, no more: COACHVAULT_SIBLINGS is JSON
 * `{"na": "https://..."}`, COACHVAULT_CONTROLLER JSON with `controllerName`, `controllerAddress` and `privacyContact`,
 * COACHVAULT_LOG_GROUPS a comma-separated list, the keys are ARNs or ids.
 */
export function envNames(of: Area): EnvName[] {
  const stores = Object.keys(of.stores) as StoreName[];
  return [
    ...common,
    ...(of.publishesFacts ? publicFacts : []),
    ...(knowsPools(of) ? callers : []),
    ...stores.map(tableEnv),
    ...(Object.keys(of.buckets ?? {}) as BucketName[]).map(bucketEnv),
    ...(of.starts ?? []).map(functionEnv),
    ...(of.keys.unwrap.length > 0 || of.keys.create || of.keys.rewrap ? (['COACHVAULT_WRAPPING_KEY'] as const) : []),
    ...(of.keys.mac ? (['COACHVAULT_MAC_KEY'] as const) : []),
    ...(of.keys.sign || of.keys.publishes ? (['COACHVAULT_SIGNING_KEY'] as const) : []),
    ...(of.readsLogs ? (['COACHVAULT_LOG_GROUPS'] as const) : []),
    ...(of.responds ?? []).flatMap((power): readonly ResponseEnv[] => responseEnv[power]),
  ];
}
