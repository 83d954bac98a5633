import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { Problem } from '#/domain/api/problems.ts';
import type { RowKey } from '#/domain/data-map/entity.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';

/** A row as the tables hold it. `fields` are readable, `sealed` is the envelope of the rest. */
export type Row = RowKey & {
  readonly entity: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly subject?: string;
  readonly keyId?: string;
  readonly sealed?: Uint8Array;
  readonly ttl?: number;
  readonly fields: Readonly<Record<string, unknown>>;
};
export type RowRef = RowKey & { readonly store: StoreName };
export type TableNames = Readonly<Partial<Record<StoreName, string>>>;

const attempts = 5;
const batchSize = 100;
export const toItem = (row: object): Record<string, AttributeValue> => marshall(row, { removeUndefinedValues: true });
const fromItem = (item: Record<string, AttributeValue>): Row => unmarshall(item) as Row;

/** What DynamoDB failed at is unknown to us: 503, and the caller may try again. Its messages can quote items: never passed on. */
export const unknownOutcome = (cause: unknown): Problem => new Problem('unavailable', { retryAfter: 1 }, { cause });
const failAsUnknown = (cause: unknown): never => {
  throw unknownOutcome(cause);
};
export const backOff = (attempt: number): Promise<void> => sleep(Math.random() * 20 * 2 ** attempt);

export const rowName = ({ store, pk, sk }: RowRef): string => `${store}|${pk}|${sk}`;

/** Rows that were read together. A row that is not there was not there: unread rows never get this far. */
export type Rows = { get(ref: RowRef): Row | undefined };

/** The tables a function may reach, and the client it reaches them by. */
export type Tables = { readonly dynamo: DynamoDBClient; readonly names: TableNames };

export function tableOf({ names }: Tables, store: StoreName): string {
  const table = names[store];
  if (!table) throw new TypeError(`This function has no access to the store "${store}"; add it to its contract.`);
  return table;
}

function request(tables: Tables, refs: readonly RowRef[]): NonNullable<BatchGetItemCommandInput['RequestItems']> {
  const byTable = Map.groupBy(refs, ({ store }) => tableOf(tables, store));
  const keysOf = (ofTable: readonly RowRef[]) => ofTable.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } }));
  return Object.fromEntries([...byTable].map(([table, refs]) => [table, { ConsistentRead: true, Keys: keysOf(refs) }]));
}

async function getUpTo100(tables: Tables, refs: readonly RowRef[], found: Map<string, Row>): Promise<void> {
  const storeOf = new Map(Object.entries(tables.names).map(([store, table]) => [table, store as StoreName]));
  let pending = request(tables, refs);
  for (let attempt = 0; Object.keys(pending).length > 0; attempt++) {
    if (attempt === attempts) throw unknownOutcome(new Error('BatchGetItem left keys unprocessed.'));
    if (attempt > 0) await backOff(attempt);
    const command = new BatchGetItemCommand({ RequestItems: pending });
    const { Responses = {}, UnprocessedKeys = {} } = await tables.dynamo.send(command).catch(failAsUnknown);
    for (const [table, items] of Object.entries(Responses)) {
      const store = storeOf.get(table) as StoreName;
      for (const row of items.map(fromItem)) found.set(rowName({ store, pk: row.pk, sk: row.sk }), row);
    }
    pending = UnprocessedKeys;
  }
}

/**
 * Reads rows of any stores in one strongly consistent trip (one for every 100). What DynamoDB leaves unprocessed is
 * unknown, not absent: it is asked for again, and after the last attempt the whole read fails.
 * @throws Problem `unavailable`
 */
export async function getTogether(tables: Tables, refs: readonly RowRef[]): Promise<Rows> {
  const found = new Map<string, Row>();
  const distinct = [...new Map(refs.map((ref) => [rowName(ref), ref])).values()];
  const chunks = Array.from({ length: Math.ceil(distinct.length / batchSize) }, (_, index) =>
    distinct.slice(index * batchSize, (index + 1) * batchSize),
  );
  await Promise.all(chunks.map((chunk) => getUpTo100(tables, chunk, found)));
  return { get: (ref) => found.get(rowName(ref)) };
}

export type ListQuery = {
  readonly store: StoreName;
  readonly pk: string;
  readonly prefix: string;
  readonly limit: number;
  /** The sort key to go on behind. */
  readonly after?: string | undefined;
  /** Oldest first, where that is what the sort key says. */
  readonly ascending?: true | undefined;
};

/** One page of rows below a sort-key prefix, newest first unless told otherwise, strongly consistent. */
export async function listRows(tables: Tables, { store, pk, prefix, limit, after, ascending }: ListQuery) {
  const command = new QueryCommand({
    TableName: tableOf(tables, store),
    ConsistentRead: true,
    // DynamoDB takes no empty text in a condition on a key.
    KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix === '' ? {} : { ':prefix': { S: prefix } }) },
    ScanIndexForward: ascending === true,
    Limit: limit,
    ...(after ? { ExclusiveStartKey: { pk: { S: pk }, sk: { S: after } } } : {}),
  });
  const { Items = [], LastEvaluatedKey } = await tables.dynamo.send(command).catch(failAsUnknown);
  return { rows: Items.map(fromItem), next: LastEvaluatedKey?.sk?.S };
}

/** Adds a row; it never replaces one. */
export async function appendRow(tables: Tables, store: StoreName, row: Row): Promise<void> {
  const command = new PutItemCommand({
    TableName: tableOf(tables, store),
    Item: toItem(row),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await tables.dynamo.send(command).catch((cause: unknown) => {
    // Our own earlier attempt, whose answer got lost: row keys carry a random part.
    if (!(cause instanceof ConditionalCheckFailedException)) failAsUnknown(cause);
  });
}

/** Writes a row over whatever stands there: only for what every writer knows equally well. */
export async function putRow(tables: Tables, store: StoreName, row: Row): Promise<void> {
  const command = new PutItemCommand({ TableName: tableOf(tables, store), Item: toItem(row) });
  await tables.dynamo.send(command).catch(failAsUnknown);
}
