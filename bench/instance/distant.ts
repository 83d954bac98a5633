import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { runtime } from '#/lambdas/platform/runtime.ts';

type RequestHandler = NonNullable<typeof runtime.requestHandler>;

/** One way to the database and back in a region, roughly. */
export const networkMs = 3;

/** Lets every call take as long as if AWS were not on this machine. */
function distant(): RequestHandler {
  const { requestHandler: inner } = new DynamoDBClient({}).config;
  const handle: typeof inner.handle = async (request, options) => {
    await sleep(networkMs);
    return inner.handle(request, options);
  };
  return { metadata: inner.metadata, handle } as RequestHandler;
}

/** Opens functions and clients whose calls go a long way. */
export async function fromAfar<T>(open: () => Promise<T>): Promise<T> {
  runtime.requestHandler = distant();
  try {
    return await open();
  } finally {
    runtime.requestHandler = undefined;
  }
}
