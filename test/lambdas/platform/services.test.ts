import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { clientOptions } from '#/lambdas/platform/services.ts';

/** Takes connections and never answers. */
async function givenSilence(): Promise<string> {
  const server = createServer((socket) => onTestFinished(() => void socket.destroy())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('gives up a call that hangs, in time for the caller to be told', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const endpoint = await givenSilence();
  const client = new DynamoDBClient({
    ...clientOptions(),
    maxAttempts: 1,
    region: 'eu-central-1',
    credentials,
    endpoint,
  });
  await expect(client.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: 'TimeoutError' });
});
