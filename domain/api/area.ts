import type { Purpose } from '#/domain/data-map/purposes.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import type { Route } from './route.ts';

/**
 * What a function may do with a store; each becomes exactly the DynamoDB actions that `storeActions` names.
 * `append` can add a row and neither read nor change one.
 */
export type Capability = 'read' | 'list' | 'write' | 'check' | 'append' | 'delete';

export const storeActions = {
  read: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
  list: ['dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'],
  check: ['dynamodb:ConditionCheckItem'],
  append: ['dynamodb:PutItem'],
  delete: ['dynamodb:DeleteItem'],
} as const satisfies Record<Capability, readonly string[]>;

type UserPoolAction = 'AdminCreateUser' | 'AdminGetUser' | 'DescribeUserPoolClient';

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
    /** Keyed hashes: blind index, idempotency, cursors. */
    readonly mac?: true;
  };
  readonly userPools?: readonly UserPoolAction[];
  /** May search the request logs of the API's functions. */
  readonly readsLogs?: true;
  /** Called by the user pools instead of the API. */
  readonly trigger?: 'preTokenGeneration';
  readonly routes: Readonly<Record<string, Route>>;
};

export const area = <const A extends Area>(definition: A): A => definition;

/** Environment variables every function gets. */
const common = ['COACHVAULT_INSTANCE', 'COACHVAULT_SIBLINGS'] as const;
/** Those of functions that look at who calls. */
const callers = [
  'COACHVAULT_WORKFORCE_POOL',
  'COACHVAULT_WORKFORCE_CLIENT',
  'COACHVAULT_CLIENTS_POOL',
  'COACHVAULT_CLIENTS_CLIENT',
] as const;
const publicFacts = ['COACHVAULT_JURISDICTION', 'COACHVAULT_DOOR', 'COACHVAULT_SECURITY_CONTACT'] as const;

type Upper = { [S in StoreName]: `COACHVAULT_TABLE_${Uppercase<S>}` };
export type EnvName =
  | (typeof common)[number]
  | (typeof callers)[number]
  | (typeof publicFacts)[number]
  | Upper[StoreName]
  | 'COACHVAULT_WRAPPING_KEY'
  | 'COACHVAULT_MAC_KEY'
  | 'COACHVAULT_LOG_GROUPS';

export const tableEnv = (store: StoreName): EnvName => `COACHVAULT_TABLE_${store.toUpperCase()}` as Upper[StoreName];

/**
 * The names of the environment variables an area's function needs, no more: COACHVAULT_SIBLINGS is JSON
 * `{"na": "https://..."}`, COACHVAULT_LOG_GROUPS a comma-separated list, the keys are ARNs or ids.
 */
export function envNames(of: Area): EnvName[] {
  const stores = Object.keys(of.stores) as StoreName[];
  const isPublic = Object.values(of.routes).some((route) => route.who === 'public');
  return [
    ...common,
    ...(isPublic ? publicFacts : []),
    ...(of.trigger ? [] : callers),
    ...stores.map(tableEnv),
    ...(of.keys.unwrap.length > 0 || of.keys.create ? (['COACHVAULT_WRAPPING_KEY'] as const) : []),
    ...(of.keys.mac ? (['COACHVAULT_MAC_KEY'] as const) : []),
    ...(of.readsLogs ? (['COACHVAULT_LOG_GROUPS'] as const) : []),
  ];
}
