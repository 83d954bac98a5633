import { DescribeTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { takenOf } from './batch-failures.ts';
import { lambdaRecord } from './lambda-record.ts';
import { openPositions } from './positions.ts';
import { openRounds, type Rounds } from './rounds.ts';
import { type Batch, openShardReader } from './shard-reader.ts';

export type StreamDeliveryOptions = {
  readonly region: string;
  /** How the database is reached, where the environment does not say it. */
  readonly aws?: Pick<DynamoDBClientConfig, 'endpoint' | 'credentials'>;
  readonly table: string;
  /** The SQLite file of the positions. */
  readonly file: string;
  /** Which records the function is to see; all when left out. */
  readonly accepts?: (record: DynamoDBRecord) => boolean;
  /** The function. What it throws at, or names in `batchItemFailures`, is delivered again before anything newer. */
  readonly deliver: (event: DynamoDBStreamEvent) => Promise<unknown>;
  /** Receives a line per failure: the error's class, never a message or a record. */
  readonly log: (line: string) => void;
};

/** `settled` resolves when all that was in the stream when it was called has been delivered; answers whether there was any. */
export type StreamDelivery = Pick<Rounds, 'settled' | 'wake' | 'close'>;

/** A function took only some of a batch. */
class BatchItemFailure extends Error {
  override readonly name = 'BatchItemFailure';
}

async function streamOf(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table?.LatestStreamArn !== undefined) return Table.LatestStreamArn;
  throw new LocalRunError(
    `The table ${TableName} has no stream: run "npm start -- --fresh" to begin again without its data.`,
  );
}

/**
 * Delivers a table's stream to a function as Lambda's event source mapping does: in batches, in order, from the oldest
 * record, each until it succeeds. Where it stopped, it goes on after a restart; a batch that was under way comes again.
 */
export async function startStreamDelivery(options: StreamDeliveryOptions): Promise<StreamDelivery> {
  const { region, aws = {}, table, file, deliver, accepts = () => true, log } = options;
  const database = new DynamoDBClient({ region, ...aws });
  const arn = await streamOf(database, table).finally(() => database.destroy());
  const client = new DynamoDBStreamsClient({ region, ...aws });
  const positions = openPositions(file);
  const reader = openShardReader(client, arn, positions);
  const deliverBatch = async (batch: Batch): Promise<void> => {
    const seen = batch.records.map((record) => lambdaRecord(record, { arn, region })).filter(accepts);
    const numbers = seen.map(({ dynamodb }) => dynamodb?.SequenceNumber);
    const taken = seen.length === 0 ? 0 : takenOf(numbers, await deliver({ Records: seen }));
    if (taken === seen.length) return reader.advance(batch);
    const failed = batch.records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === numbers[taken]);
    reader.keep(batch.shard, batch.records[failed - 1]);
    throw new BatchItemFailure();
  };
  const round = async (): Promise<boolean> => {
    let hasMoved = false;
    for await (const batch of reader.read()) {
      await deliverBatch(batch);
      hasMoved ||= batch.records.length > 0 || batch.next === undefined;
    }
    return hasMoved;
  };
  const onFailure = (error: unknown): void => {
    reader.reset();
    log(`streams: ${table} is delivered again after ${error instanceof Error ? error.name : typeof error}`);
  };
  const { settled, wake, close } = openRounds(round, onFailure);
  return {
    settled,
    wake,
    async close() {
      await close();
      client.destroy();
      positions.close();
    },
  };
}
