import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsError, type AwsService } from '#/local/aws/service.ts';
import type { AwsHere } from '#/local/run/aws-side.ts';

type Sent = {
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
  hostname: string;
  port?: number;
};
type Handler = { handle(request: Sent, options?: object): Promise<{ response: unknown }> };

const WRITES = /\.(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;
/** The SDK's bodies warn when they are taken for texts. */
const bytesOf = (body: Sent['body']): Buffer =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

const json = (statusCode: number, value: object) => ({
  response: {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(value)),
  },
});

async function callService(service: AwsService, action: string, body: Sent['body']) {
  try {
    return json(200, await service.call(action, JSON.parse(bytesOf(body).toString())));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return json(error.status, { __type: error.code, message: error.message });
  }
}

/**
 * What the functions of an instance in this process send their AWS requests by: to services of this process without a
 * socket, to the database without a detour through the endpoint, and all others as ever. Requests are the SDK’s own.
 */
export function inProcess({ services, dynamodb }: AwsHere): Handler {
  const real = new DynamoDBClient({ region: 'local' }).config.requestHandler as unknown as Handler;
  const byPrefix = new Map(services.map((service) => [service.targetPrefix, service]));
  return {
    async handle(request, options) {
      const target = request.headers['x-amz-target'] ?? '';
      const [prefix = '', action = ''] = target.split('.');
      const service = byPrefix.get(prefix);
      if (service) return callService(service, action, request.body);
      if (!prefix.startsWith('DynamoDB')) return real.handle(request, options);
      const direct = Object.assign(Object.create(Object.getPrototypeOf(request)), request, {
        hostname: '127.0.0.1',
        port: dynamodb.port,
      }) as Sent;
      const answer = await real.handle(direct, options);
      if (WRITES.test(target)) dynamodb.onWrite?.(bytesOf(request.body));
      return answer;
    },
  };
}
