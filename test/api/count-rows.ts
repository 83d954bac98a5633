import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type StoreName, storeNames } from '#/domain/data-map/stores.ts';
import type { GivenInstance } from '#/test/support/instance.ts';

/** Refusals are written down: the access log grows with them, and with sign-ins that are in use. */
const growing: readonly StoreName[] = ['accesslog'];

/** Rows by store that only a request which does something adds to; sign-ins and refusals are not among them. */
export async function countRows(instance: GivenInstance): Promise<Partial<Record<StoreName, number>>> {
  const client = new DynamoDBClient(instance.awsConfig);
  const counted = storeNames
    .filter((store) => !growing.includes(store))
    .map(async (store) => {
      const command = new ScanCommand({
        TableName: instance.tables[store],
        Select: 'COUNT',
        FilterExpression: 'entity <> :signIn',
        ExpressionAttributeValues: { ':signIn': { S: 'sign_in' } },
      });
      const { Count = 0, LastEvaluatedKey } = await client.send(command);
      if (LastEvaluatedKey) throw new Error(`The table of ${store} has more than one page.`);
      return [store, Count] as const;
    });
  const counts = Object.fromEntries(await Promise.all(counted));
  client.destroy();
  return counts;
}
