import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { ensureTables } from '#/local/dynamodb/tables.ts';
import { givenAwsEndpoint, givenDynamoDb, givenTable } from '#/test/support/local-aws.ts';

/** What the vault needs from a DynamoDB; these are the calls on which its guarantees stand. */
async function givenTables(): Promise<DynamoDBClient> {
  const { client } = await givenAwsEndpoint({ dynamodb: await givenDynamoDb() });
  const dynamodb = new DynamoDBClient(client);
  await ensureTables(dynamodb, ['records', 'keys', 'outbox'].map(givenTable));
  return dynamodb;
}

const put = (TableName: string, id: string) => ({ Put: { TableName, Item: { id: { S: id } } } });
const keyExists = (id: string) => ({
  ConditionCheck: {
    TableName: 'keys',
    Key: { id: { S: id } },
    ConditionExpression: 'attribute_exists(id)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  },
});

const expectAbsent = async (dynamodb: DynamoDBClient, TableName: string, id: string) =>
  expect(
    (await dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true }))).Item,
  ).toBeUndefined();

it('writes all of a transaction over several tables, or nothing of it', async () => {
  const dynamodb = await givenTables();
  const refused = dynamodb.send(
    new TransactWriteItemsCommand({ TransactItems: [put('records', 'r1'), put('outbox', 'o1'), keyExists('k1')] }),
  );
  await expect(refused).rejects.toBeInstanceOf(TransactionCanceledException);
  await expect(refused).rejects.toMatchObject({
    CancellationReasons: [{ Code: 'None' }, { Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
  });
  await expectAbsent(dynamodb, 'records', 'r1');
  await expectAbsent(dynamodb, 'outbox', 'o1');

  await dynamodb.send(new PutItemCommand({ TableName: 'keys', Item: { id: { S: 'k1' } } }));
  const { ConsumedCapacity } = await dynamodb.send(
    new TransactWriteItemsCommand({
      TransactItems: [put('records', 'r1'), put('outbox', 'o1'), keyExists('k1')],
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect(ConsumedCapacity?.map(({ CapacityUnits }) => CapacityUnits)).toEqual([2, 2, 2]);
});

it('runs a transaction once per client token, and refuses the token with another body', async () => {
  const dynamodb = await givenTables();
  const send = (id: string) =>
    dynamodb.send(new TransactWriteItemsCommand({ ClientRequestToken: 'token', TransactItems: [put('records', id)] }));
  await send('r1');
  await expect(send('r1')).resolves.toBeDefined();
  await expect(send('r2')).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
});

it('reads several tables in one consistent batch, with its capacity', async () => {
  const dynamodb = await givenTables();
  await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [put('records', 'r1'), put('keys', 'k1')] }));
  const keys = (...ids: string[]) => ({ Keys: ids.map((id) => ({ id: { S: id } })), ConsistentRead: true });
  const { Responses, UnprocessedKeys, ConsumedCapacity } = await dynamodb.send(
    new BatchGetItemCommand({
      RequestItems: { records: keys('r1', 'none'), keys: keys('k1') },
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect([Responses?.records, Responses?.keys]).toEqual([[{ id: { S: 'r1' } }], [{ id: { S: 'k1' } }]]);
  expect(UnprocessedKeys).toEqual({});
  expect(ConsumedCapacity?.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)).toBe(3);
});

it('shows the item that made a condition fail', async () => {
  const dynamodb = await givenTables();
  const input = {
    TableName: 'records',
    Item: { id: { S: 'r1' }, version: { N: '1' } },
    ConditionExpression: 'attribute_not_exists(id)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  await dynamodb.send(new PutItemCommand(input));
  const again = await dynamodb.send(new PutItemCommand(input)).catch((error: unknown) => error);
  expect(again).toBeInstanceOf(ConditionalCheckFailedException);
  expect(again).toMatchObject({ Item: input.Item });
});

it('takes time to live, and counts the capacity of a query', async () => {
  const dynamodb = await givenTables();
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expiresAt' };
  const ttl = await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: 'records', TimeToLiveSpecification }));
  expect(ttl.TimeToLiveSpecification).toEqual(TimeToLiveSpecification);
  const { ConsumedCapacity } = await dynamodb.send(
    new QueryCommand({
      TableName: 'records',
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: 'r1' } },
      ReturnConsumedCapacity: 'INDEXES',
    }),
  );
  expect(ConsumedCapacity).toMatchObject({ TableName: 'records', Table: expect.anything() });
});
