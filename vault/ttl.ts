import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type RowRef, tableOf, toItem, unknownOutcome } from './rows.ts';
import type { Vault } from './vault.ts';

/** How many rows are dated at once: each is a call of its own, and the table serves others meanwhile. */
const atOnce = 10;

/** When TTL deletes a row, in epoch seconds; undefined: not at all. */
export type Dated = { readonly ref: RowRef; readonly ttl: number | undefined };

async function dateRow({ tables }: Vault, { ref, ttl }: Dated): Promise<void> {
  const change = ttl === undefined ? { UpdateExpression: 'REMOVE #ttl' } : { UpdateExpression: 'SET #ttl = :ttl' };
  const command = new UpdateItemCommand({
    TableName: tableOf(tables, ref.store),
    Key: toItem({ pk: ref.pk, sk: ref.sk }),
    ...change,
    // What was deleted meanwhile stays so: without it, the update would make a row of nothing but its date.
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ...(ttl === undefined ? {} : { ExpressionAttributeValues: toItem({ ':ttl': ttl }) }),
  });
  await tables.dynamo.send(command).catch((cause: unknown) => {
    if (!(cause instanceof ConditionalCheckFailedException)) throw unknownOutcome(cause);
  });
}

/** Dates rows for TTL, or takes their dates away. It is no part of the seal, so it takes no key. */
export async function dateRows(vault: Vault, rows: readonly Dated[]): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    await Promise.all(rows.slice(from, from + atOnce).map((row) => dateRow(vault, row)));
  }
}
