import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { runtime } from '#/lambdas/platform/runtime.ts';

type RequestHandler = DynamoDBClient['config']['requestHandler'];
type Handled = Awaited<ReturnType<RequestHandler['handle']>>;

/** A call of the functions to AWS, as it goes over the wire. `body` may be changed on its way. */
export type AwsCall = { readonly action: string; body: Record<string, unknown> };
/** What AWS answered, read. */
export type AwsAnswer = Record<string, unknown>;

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Lets `see` look at every call of functions that are opened from now on, before it goes out and after it has come back,
 * but for those to S3; product code knows nothing of it. Answers the way back.
 */
export function watchCalls(see: { before?(call: AwsCall): void; after?(call: AwsCall, answer: AwsAnswer): void }) {
  const { requestHandler: inner } = new DynamoDBClient({}).config;
  const handle: RequestHandler['handle'] = async (request, options): Promise<Handled> => {
    const action = request.headers['x-amz-target']?.split('.')[1];
    // S3 names no action, and its bodies are objects.
    if (action === undefined) return inner.handle(request, options);
    const call: AwsCall = { action, body: JSON.parse(Buffer.from(request.body).toString()) };
    see.before?.(call);
    request.body = JSON.stringify(call.body);
    request.headers['content-length'] = String(Buffer.byteLength(request.body));
    const handled = await inner.handle(request, options);
    const bytes = await bytesOf(handled.response.body);
    see.after?.(call, JSON.parse(bytes.toString() || '{}') as AwsAnswer);
    handled.response.body = new Blob([new Uint8Array(bytes)]).stream();
    return handled;
  };
  runtime.requestHandler = { metadata: inner.metadata, handle } as NonNullable<typeof runtime.requestHandler>;
  return (): void => {
    runtime.requestHandler = undefined;
  };
}
