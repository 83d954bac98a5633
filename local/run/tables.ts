import {
  type CreateTableCommandInput,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { type StoreName, storeNames, stores, tableShape } from '#/domain/data-map/stores.ts';
import { tableName } from '#/lib/names.ts';
import { ensureTables } from '#/local/dynamodb/tables.ts';

const { partitionKey, sortKey, ttlAttribute } = tableShape;

/** The tables of an instance by store. */
export const tableNames = (instance: string): Record<StoreName, string> =>
  Object.fromEntries(storeNames.map((store) => [store, tableName(instance, store)])) as Record<StoreName, string>;

/** The table of a store, as the data map has it. */
function tableDefinition(instance: string, store: StoreName): CreateTableCommandInput {
  return {
    TableName: tableName(instance, store),
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(stores[store].stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } } : {}),
  };
}

async function ensureExpiry(client: DynamoDBClient, TableName: string): Promise<void> {
  const { TimeToLiveDescription: found } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  if (found?.TimeToLiveStatus === 'ENABLED' || found?.TimeToLiveStatus === 'ENABLING') return;
  const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}

/** Creates what is missing of an instance's tables. Throws LocalRunError when one has other keys than this version's. */
export async function ensureStores(client: DynamoDBClient, instance: string): Promise<void> {
  const definitions = storeNames.map((store) => tableDefinition(instance, store));
  await ensureTables(client, definitions);
  const expiring = storeNames.filter((store) => stores[store].ttl);
  await Promise.all(expiring.map((store) => ensureExpiry(client, tableName(instance, store))));
}
