import {
  type AttributeValue,
  DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type StoreName, storeNames } from '#/domain/data-map/stores.ts';
import type { GivenInstance } from '#/test/support/instance.ts';
import type { Row } from '#/vault/rows.ts';

/** A row with the store it stands in. */
export type StoredRow = Row & { readonly store: StoreName };

/** An item as the wire has it, `{ pk: { S: '...' } }`. */
export type RawItem = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

type Page<T> = { readonly Items: readonly T[]; readonly LastEvaluatedKey?: unknown };

/** The tables as somebody with database access sees them, past the door. */
export type RawTables = {
  scan(store: StoreName): Promise<StoredRow[]>;
  /** Every row of every table. */
  all(): Promise<StoredRow[]>;
  /** The items of a table by `store|pk|sk`, for comparing many states. */
  items(store: StoreName): Promise<[name: string, item: RawItem][]>;
  /** The only row that matches. @throws Error when there is none or more than one */
  one(store: StoreName, matches: (row: Row) => boolean): Promise<StoredRow>;
  put(row: StoredRow): Promise<void>;
  /** Deletes rows in one transaction. */
  remove(...rows: readonly StoredRow[]): Promise<void>;
};

/** Binary values are written in base64 on the wire. */
const withBytes = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;

export function rawTables({ awsConfig, tables }: GivenInstance): RawTables {
  const dynamo = new DynamoDBClient(awsConfig);

  /** Past the SDK, which takes ten times as long to read a page: tests look at many states of whole tables. */
  async function pages<T>(store: StoreName, read: (text: string) => Page<T>): Promise<T[]> {
    const found: T[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const response = await fetch(awsConfig.endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'DynamoDB_20120810.Scan',
          'x-amz-date': '20261121T000000Z',
          authorization: `AWS4-HMAC-SHA256 Credential=local/20261121/${awsConfig.region}/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0`,
        },
        body: JSON.stringify({ TableName: tables[store], ConsistentRead: true, ExclusiveStartKey }),
      });
      const { Items, LastEvaluatedKey } = read(await response.text());
      found.push(...Items);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return found;
  }

  const items = async (store: StoreName): Promise<[string, RawItem][]> =>
    (await pages<RawItem>(store, JSON.parse)).map((item) => [`${store}|${item.pk?.S}|${item.sk?.S}`, item]);

  async function scan(store: StoreName): Promise<StoredRow[]> {
    const found = await pages<Record<string, AttributeValue>>(store, (text) => JSON.parse(text, withBytes));
    return found.map((item) => ({ ...(unmarshall(item) as Row), store }));
  }

  return {
    scan,
    items,
    all: async () => (await Promise.all(storeNames.map(scan))).flat(),
    async one(store, matches) {
      const found = (await scan(store)).filter(matches);
      if (found.length !== 1) throw new Error(`Expected one row in ${store}, found ${found.length}.`);
      return found[0] as StoredRow;
    },
    async put({ store, ...row }) {
      await dynamo.send(
        new PutItemCommand({ TableName: tables[store], Item: marshall(row, { removeUndefinedValues: true }) }),
      );
    },
    async remove(...rows) {
      const TransactItems = rows.map(({ store, pk, sk }) => ({
        Delete: { TableName: tables[store], Key: marshall({ pk, sk }) },
      }));
      await dynamo.send(new TransactWriteItemsCommand({ TransactItems }));
    },
  };
}
