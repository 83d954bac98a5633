import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, it, onTestFinished } from 'vitest';
import {
  type StreamDelivery,
  type StreamDeliveryOptions,
  startStreamDelivery,
} from '#/local/streams/stream-delivery.ts';
import { givenAwsEndpoint, givenDynamoDb, givenFolder, givenTable, REGION } from '#/test/support/local-aws.ts';

const TABLE = 'outbox';

type Deliver = (event: DynamoDBStreamEvent) => unknown;

const idsIn = ({ Records }: DynamoDBStreamEvent): string[] =>
  Records.map(({ dynamodb }) => dynamodb?.Keys?.id?.S ?? '');

/** A table with a stream, and how to deliver it: each delivery goes on at the position of the one before. */
async function givenStream() {
  const { client: aws } = await givenAwsEndpoint({ dynamodb: await givenDynamoDb() });
  const client = new DynamoDBClient(aws);
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const;
  await client.send(new CreateTableCommand({ ...givenTable(TABLE), StreamSpecification }));
  const file = join(givenFolder(), 'positions.sqlite');
  const logged: string[] = [];
  return {
    client,
    logged,
    async deliver(deliver: Deliver, more: Partial<StreamDeliveryOptions> = {}): Promise<StreamDelivery> {
      const how = { region: REGION, aws, table: TABLE, file, log: (line: string) => void logged.push(line) };
      const delivery = await startStreamDelivery({ ...how, deliver: async (event) => deliver(event), ...more });
      onTestFinished(() => delivery.close());
      return delivery;
    },
    put: (id: string, item = {}) =>
      client.send(new PutItemCommand({ TableName: TABLE, Item: { id: { S: id }, ...item } })),
  };
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

it('hands records over in the shape of Lambda’s event, bytes as base64', async () => {
  const { client, put, deliver } = await givenStream();
  const events: DynamoDBStreamEvent[] = [];
  const delivery = await deliver((event) => void events.push(event));

  await put('a', { body: { B: Buffer.from('bytes') }, deep: { M: { list: { L: [{ BS: [Buffer.from('x')] }] } } } });
  await delivery.settled();
  await client.send(new DeleteItemCommand({ TableName: TABLE, Key: { id: { S: 'a' } } }));
  await delivery.settled();

  expect(events).toEqual([
    {
      Records: [
        {
          eventID: expect.any(String),
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: REGION,
          eventSourceARN: expect.stringContaining(`table/${TABLE}/stream/`),
          dynamodb: {
            ApproximateCreationDateTime: expect.any(Number),
            Keys: { id: { S: 'a' } },
            NewImage: {
              id: { S: 'a' },
              body: { B: Buffer.from('bytes').toString('base64') },
              deep: { M: { list: { L: [{ BS: [Buffer.from('x').toString('base64')] }] } } },
            },
            SequenceNumber: expect.any(String),
            SizeBytes: expect.any(Number),
            StreamViewType: 'NEW_IMAGE',
          },
        },
      ],
    },
    { Records: [expect.objectContaining({ eventName: 'REMOVE' })] },
  ]);
  expect(JSON.parse(JSON.stringify(events))).toEqual(events);
});

it('begins at the oldest record and keeps the order, in batches of at most 100', async () => {
  const { client, deliver } = await givenStream();
  const ids = numbered(250);
  for (let from = 0; from < ids.length; from += 25) {
    const requests = ids.slice(from, from + 25).map((id) => ({ PutRequest: { Item: { id: { S: id } } } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests } }));
  }
  const batches: string[][] = [];
  const delivery = await deliver((event) => void batches.push(idsIn(event)));

  await delivery.settled();

  expect(batches.flat()).toEqual(ids);
  expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
});

it('delivers what failed again before anything newer, until it succeeds', async () => {
  const { put, deliver, logged } = await givenStream();
  const attempts: string[][] = [];
  const delivery = await deliver((event) => {
    attempts.push(idsIn(event));
    if (attempts.length <= 3) throw new TypeError('kim@example.org');
  });

  await put('a');
  await delivery.settled();
  await put('b');
  await delivery.settled();

  expect(attempts).toEqual([['a'], ['a'], ['a'], ['a'], ['b']]);
  expect(logged).toEqual(Array(3).fill('streams: outbox is delivered again after TypeError'));
});

it('delivers only from the first record on that a function names as failed', async () => {
  const { put, deliver } = await givenStream();
  for (const id of ['a', 'b', 'c', 'd']) await put(id);
  const attempts: string[][] = [];
  const delivery = await deliver((event) => {
    attempts.push(idsIn(event));
    if (attempts.length > 1) return { batchItemFailures: [] };
    const numbers = event.Records.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber ?? '' }));
    return { batchItemFailures: [numbers[3], numbers[1]] };
  });

  await delivery.settled();

  expect(attempts).toEqual([
    ['a', 'b', 'c', 'd'],
    ['b', 'c', 'd'],
  ]);
});

it('delivers a batch whole again when the function names no record of it', async () => {
  const { put, deliver } = await givenStream();
  await put('a');
  const attempts: string[][] = [];
  const delivery = await deliver((event) => {
    attempts.push(idsIn(event));
    return { batchItemFailures: attempts.length > 1 ? [] : [{ itemIdentifier: '' }] };
  });

  await delivery.settled();

  expect(attempts).toEqual([['a'], ['a']]);
});

it('shows a function only what it is to see, and passes over the rest', async () => {
  const { put, deliver } = await givenStream();
  const seen: string[] = [];
  const accepts: StreamDeliveryOptions['accepts'] = ({ dynamodb }) => dynamodb?.Keys?.id?.S?.startsWith('yes') ?? false;
  const delivery = await deliver((event) => void seen.push(...idsIn(event)), { accepts });

  for (const id of ['no-1', 'yes-1', 'no-2', 'yes-2', 'no-3']) await put(id);
  await delivery.settled();

  expect(seen).toEqual(['yes-1', 'yes-2']);
});

it('goes on where it stopped: over restarts, with a writer that does not wait, each record comes once and in order', async () => {
  const { put, deliver } = await givenStream();
  const seen: string[] = [];
  const ids = numbered(200);
  const writing = (async () => {
    for (const id of ids) await put(id);
  })();
  for (let restart = 0; restart < 5; restart += 1) {
    const delivery = await deliver((event) => void seen.push(...idsIn(event)));
    await delivery.settled();
    await delivery.close();
  }
  await writing;

  const last = await deliver((event) => void seen.push(...idsIn(event)));
  await last.settled();

  expect(seen).toEqual(ids);
});

it('a batch that was under way at the end comes again', async () => {
  const { put, deliver } = await givenStream();
  await put('a');
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const cut = await deliver(() => {
    resolve();
    return new Promise(() => undefined);
  });
  await begun;
  await cut.close();

  const seen: string[] = [];
  const again = await deliver((event) => void seen.push(...idsIn(event)));
  await again.settled();

  expect(seen).toEqual(['a']);
});

it('refuses a table without a stream, and says what to do', async () => {
  const { client, deliver } = await givenStream();
  await client.send(new CreateTableCommand(givenTable('plain')));
  await expect(deliver(() => undefined, { table: 'plain' })).rejects.toThrow(/plain has no stream: run "npm start/);
});
