import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
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
const marshalOptions = { removeUndefinedValues: true } as const;
export const toItem = (row: object): Record<string, AttributeValue> => marshall(row, marshalOptions);
const fromItem = (item: Record<string, AttributeValue>): Row => unmarshall(item) as Row;

/** What DynamoDB failed at is unknown to us: 503, and the caller may try again. Its messages can quote items: never passed on. */
export const unknownOutcome = (cause: unknown): Problem => new Problem('unavailable', { retryAfter: 1 }, { cause });
export const backOff = (attempt: number): Promise<void> => sleep(Math.random() * 20 * 2 ** attempt);

const name = ({ store, pk, sk }: RowRef): string => `${store}|${pk}|${sk}`;

/** Rows that were read together. A row that is not there was not there: unread rows never get this far. */
export type Rows = { get(ref: RowRef): Row | undefined };

export function openRows(dynamo: DynamoDBClient, tables: TableNames) {
  const tableOf = (store: StoreName): string => {
    const table = tables[store];
    if (!table) throw new TypeError(`This function has no access to the store "${store}"; add it to its contract.`);
    return table;
  };

  function request(refs: readonly RowRef[]): NonNullable<BatchGetItemCommandInput['RequestItems']> {
    const keys = new Map<StoreName, Map<string, RowRef>>();
    for (const ref of refs) {
      const ofStore = keys.get(ref.store) ?? new Map<string, RowRef>();
      keys.set(ref.store, ofStore.set(name(ref), ref));
    }
    return Object.fromEntries(
      [...keys].map(([store, ofStore]) => [
        tableOf(store),
        { ConsistentRead: true, Keys: [...ofStore.values()].map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } })) },
      ]),
    );
  }

  /**
   * Reads up to 100 rows of any stores in one strongly consistent trip. What DynamoDB leaves unprocessed is unknown, not
   * absent: it is asked for again, and after the last attempt the whole read fails.
   * @throws Problem `unavailable`
   */
  async function getTogether(refs: readonly RowRef[]): Promise<Rows> {
    const found = new Map<string, Row>();
    const storeOf = new Map(Object.entries(tables).map(([store, table]) => [table, store as StoreName]));
    let pending = request(refs);
    for (let attempt = 0; Object.keys(pending).length > 0; attempt++) {
      if (attempt === attempts) throw unknownOutcome(new Error('BatchGetItem left keys unprocessed.'));
      if (attempt > 0) await backOff(attempt);
      const answer = await dynamo.send(new BatchGetItemCommand({ RequestItems: pending })).catch((cause: unknown) => {
        throw unknownOutcome(cause);
      });
      for (const [table, items] of Object.entries(answer.Responses ?? {})) {
        const store = storeOf.get(table) as StoreName;
        for (const item of items) {
          const row = fromItem(item);
          found.set(name({ store, pk: row.pk, sk: row.sk }), row);
        }
      }
      pending = answer.UnprocessedKeys ?? {};
    }
    return { get: (ref) => found.get(name(ref)) };
  }

  /** One page of rows below a sort-key prefix, newest first, strongly consistent; `after` is the sort key to go on behind. */
  async function list(options: { store: StoreName; pk: string; prefix: string; limit: number; after?: string | undefined }) {
    const { store, pk, prefix, limit, after } = options;
    const command = new QueryCommand({
      TableName: tableOf(store),
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
      ScanIndexForward: false,
      Limit: limit,
      ...(after ? { ExclusiveStartKey: { pk: { S: pk }, sk: { S: after } } } : {}),
    });
    const { Items = [], LastEvaluatedKey } = await dynamo.send(command).catch((cause: unknown) => {
      throw unknownOutcome(cause);
    });
    return { rows: Items.map(fromItem), next: LastEvaluatedKey?.['sk']?.S };
  }

  /** Adds a row; it never replaces one. */
  async function append(store: StoreName, row: Row): Promise<void> {
    const command = new PutItemCommand({
      TableName: tableOf(store),
      Item: toItem(row),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await dynamo.send(command).catch((cause: unknown) => {
      // Our own earlier attempt, whose answer got lost: row keys carry a random part.
      if ((cause as Error).name === 'ConditionalCheckFailedException') return;
      throw unknownOutcome(cause);
    });
  }

  return { tableOf, getTogether, list, append };
}

export type RowStore = ReturnType<typeof openRows>;
