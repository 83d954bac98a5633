import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { BenchInstance } from '#/bench/instance/start.ts';
import { recording } from '#/domain/data-map/entities/recordings.ts';
import { readConfig } from '#/lambdas/platform/config.ts';
import { objectStore } from '#/lambdas/platform/object-store.ts';
import { recordings } from '#/lambdas/recordings/contract.ts';

async function countRows({ tables }: BenchInstance): Promise<number> {
  const dynamo = new DynamoDBClient({});
  let count = 0;
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await dynamo.send(
      new ScanCommand({
        TableName: tables[recording.store],
        ConsistentRead: true,
        FilterExpression: 'begins_with(entity, :recording)',
        ExpressionAttributeValues: { ':recording': { S: recording.name } },
        Select: 'COUNT',
        ExclusiveStartKey,
      }),
    );
    count += page.Count ?? 0;
    ExclusiveStartKey = page.LastEvaluatedKey as typeof ExclusiveStartKey;
  } while (ExclusiveStartKey);
  dynamo.destroy();
  return count;
}

async function countObjects(): Promise<number> {
  let count = 0;
  for await (const names of objectStore(recordings, readConfig(recordings)).list('recordings', ''))
    count += names.length;
  return count;
}

export type Left = { readonly rows: number; readonly objects: number };

/** What there is of recordings, of anybody: past the vault, as somebody with access to all sees it. */
export const leftBehind = async (instance: BenchInstance): Promise<Left> => ({
  rows: await countRows(instance),
  objects: await countObjects(),
});
