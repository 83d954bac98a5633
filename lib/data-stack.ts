import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type StoreName, storeNames, stores, tableShape } from '#/domain/data-map/stores.ts';
import { tableName } from '#/lib/names.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';

/**
 * Days that point-in-time recovery reaches back. Never longer than the backups that privacy notices name; for keys no
 * longer than a week, for an old copy of a destroyed key would undo an erasure.
 */
const recoveryDays = { nightly30: 30, locked7: 7, none: 1 } as const;

export type Data = {
  readonly stack: RegionalStack;
  /** ARNs of the streams. AWS names them by their time of birth, so names.ts cannot. */
  readonly streams: Readonly<Partial<Record<StoreName, string>>>;
};

/** One table per store of the data map: plain tables, which have no replicas to leave the region by. */
export function dataStack(scope: Construct, instance: Instance, dataKey: Key): Data {
  const stack = new RegionalStack(scope, 'Data', instance);
  const tables = storeNames.map((store) => [store, storeTable(stack, store, dataKey).tableStreamArn] as const);
  return { stack, streams: Object.fromEntries(tables.filter(([, stream]) => stream !== undefined)) };
}

function storeTable(stack: RegionalStack, store: StoreName, encryptionKey: Key): Table {
  const { ttl, stream, backup } = stores[store];
  return new Table(stack, store, {
    tableName: tableName(stack.instance.id, store),
    partitionKey: { name: tableShape.partitionKey, type: AttributeType.STRING },
    sortKey: { name: tableShape.sortKey, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: recoveryDays[backup],
    },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
    ...(ttl ? { timeToLiveAttribute: tableShape.ttlAttribute } : {}),
    ...(stream ? { stream: StreamViewType.NEW_IMAGE } : {}),
  });
}
