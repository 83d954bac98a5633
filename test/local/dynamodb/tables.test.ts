import { type CreateTableCommandInput, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { ensureTables } from '#/local/dynamodb/tables.ts';
import { givenAwsEndpoint, givenDynamoDb, givenTable } from '#/test/support/local-aws.ts';

async function givenClient(): Promise<DynamoDBClient> {
  const { client } = await givenAwsEndpoint({ dynamodb: await givenDynamoDb() });
  return new DynamoDBClient(client);
}

const givenIndexedTable = (indexKey: string): CreateTableCommandInput => ({
  ...givenTable('table-one'),
  AttributeDefinitions: [
    { AttributeName: indexKey, AttributeType: 'S' },
    { AttributeName: 'id', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byOther',
      KeySchema: [{ AttributeName: indexKey, KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
});

it('creates what is missing and leaves alone what is there', async () => {
  const client = await givenClient();
  await ensureTables(client, [givenIndexedTable('email')]);
  await ensureTables(client, [givenIndexedTable('email'), givenTable('table-two')]);
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['table-one', 'table-two']);
});

it('lets two runs create the same table', async () => {
  const client = await givenClient();
  const both = [ensureTables(client, [givenTable('table-one')]), ensureTables(client, [givenTable('table-one')])];
  await expect(Promise.all(both)).resolves.toBeDefined();
});

it.each([
  ['another key', { ...givenTable('table-one'), ...keyed('pk', 'S') }],
  ['another type', { ...givenTable('table-one'), ...keyed('id', 'N') }],
  ['no index', givenTable('table-one')],
  ['another index key', givenIndexedTable('phone')],
])('refuses an existing table with %s', async (_, definition) => {
  const client = await givenClient();
  await ensureTables(client, [givenIndexedTable('email')]);
  await expect(ensureTables(client, [definition])).rejects.toMatchObject({
    name: 'LocalRunError',
    message: expect.stringMatching(/^The table table-one has the keys .*byOther.* but this version needs .*--fresh/),
  });
});

function keyed(AttributeName: string, AttributeType: 'S' | 'N'): Partial<CreateTableCommandInput> {
  return {
    AttributeDefinitions: [{ AttributeName, AttributeType }],
    KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  };
}
