import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { tableOf, unknownOutcome } from './rows.ts';
import type { Partition } from './subject-rows.ts';
import type { Vault } from './vault.ts';

/** How many rows of one entity a partition holds, and when the first and the last of them were made. */
export type Counted = {
  readonly entity: string;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
};

type Facts = { readonly entity?: { S?: string }; readonly createdAt?: { N?: string } };

function add(counted: Map<string, Counted>, { entity, createdAt }: Facts): void {
  const name = entity?.S ?? '';
  const at = Number(createdAt?.N ?? 0);
  const known = counted.get(name) ?? { entity: name, count: 0, firstAt: at, lastAt: at };
  const { count, firstAt, lastAt } = known;
  counted.set(name, { entity: name, count: count + 1, firstAt: Math.min(firstAt, at), lastAt: Math.max(lastAt, at) });
}

/** Counts the rows of a partition by entity. It reads which entity a row is of and when it was made, and nothing else. */
export async function countRows({ tables }: Vault, { store, pk }: Partition): Promise<Counted[]> {
  const counted = new Map<string, Counted>();
  const query = {
    TableName: tableOf(tables, store),
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
    ProjectionExpression: '#entity, createdAt',
    ExpressionAttributeNames: { '#entity': 'entity' },
  };
  try {
    for await (const { Items = [] } of paginateQuery({ client: tables.dynamo }, query)) {
      for (const item of Items) add(counted, item as Facts);
    }
  } catch (cause) {
    throw unknownOutcome(cause);
  }
  return [...counted.values()];
}
