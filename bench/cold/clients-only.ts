// The baseline of a cold start: a handler that makes the clients of DynamoDB and KMS. Asked to, it also reads one item.
import { DynamoDBClient, GetItemCommand, type GetItemCommandInput } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';

let clients: { dynamo: DynamoDBClient; kms: KMSClient } | undefined;

export const handler = async ({ item }: { item?: GetItemCommandInput }) => {
  clients ??= { dynamo: new DynamoDBClient({}), kms: new KMSClient({}) };
  if (item) await clients.dynamo.send(new GetItemCommand(item));
  return { statusCode: 200, body: '' };
};
