import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { Positions } from './positions.ts';

/** As Lambda's default for DynamoDB. */
const BATCH = 100;

/** The next records of a shard, the oldest first; `next` says where it goes on, if it does. */
export type Batch = {
  readonly shard: string;
  readonly records: readonly StreamRecord[];
  readonly next: string | undefined;
};

export type ShardReader = {
  /** The next batch of each shard whose parents are done. */
  read(): AsyncIterable<Batch>;
  /** The batch was delivered: the shard goes on behind it. */
  advance(batch: Batch): void;
  /** Only this record and those before it were delivered. To be followed by `reset`. */
  keep(shard: string, record: StreamRecord | undefined): void;
  /** Begins again from the positions that are kept: something went wrong. */
  reset(): void;
};

async function shardsOf(client: DynamoDBStreamsClient, StreamArn: string): Promise<Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId }));
    shards.push(...(StreamDescription?.Shards ?? []));
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  return shards;
}

/** Reads a stream from where its positions say; from its oldest record where they say nothing. */
export function openShardReader(client: DynamoDBStreamsClient, stream: string, positions: Positions): ShardReader {
  let shards: readonly Shard[] | undefined;
  const iterators = new Map<string, string>();

  async function iteratorOf(ShardId: string): Promise<string | undefined> {
    const known = iterators.get(ShardId);
    if (known !== undefined) return known;
    const { after: SequenceNumber } = positions.of(stream, ShardId);
    const from = SequenceNumber
      ? ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber } as const)
      : ({ ShardIteratorType: 'TRIM_HORIZON' } as const);
    return (await client.send(new GetShardIteratorCommand({ StreamArn: stream, ShardId, ...from }))).ShardIterator;
  }

  const isReadable = ({ ShardId = '', ParentShardId }: Shard, all: readonly Shard[]): boolean => {
    const hasParent = all.some((each) => each.ShardId === ParentShardId);
    return !positions.of(stream, ShardId).isDone && (!hasParent || positions.of(stream, ParentShardId ?? '').isDone);
  };

  return {
    async *read() {
      shards ??= await shardsOf(client, stream);
      for (const shard of shards) {
        const { ShardId = '' } = shard;
        if (!isReadable(shard, shards)) continue;
        const ShardIterator = await iteratorOf(ShardId);
        const { Records = [], NextShardIterator } = await client.send(
          new GetRecordsCommand({ ShardIterator, Limit: BATCH }),
        );
        yield { shard: ShardId, records: Records, next: NextShardIterator };
      }
    },
    advance({ shard, records, next }) {
      const last = records.at(-1)?.dynamodb?.SequenceNumber;
      const isDone = next === undefined;
      if (last !== undefined || isDone) {
        positions.put(stream, shard, { after: last ?? positions.of(stream, shard).after, isDone });
      }
      if (next !== undefined) iterators.set(shard, next);
      // Its children were not read before.
      else shards = undefined;
    },
    keep(shard, record) {
      const after = record?.dynamodb?.SequenceNumber;
      if (after !== undefined) positions.put(stream, shard, { after, isDone: false });
    },
    reset() {
      shards = undefined;
      iterators.clear();
    },
  };
}
