import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError } from './service.ts';

const unreachable = (): AwsError =>
  new AwsError('InternalServerError', 'The local DynamoDB process is not reachable: stop and start again.', 503);

/** Hop-by-hop headers belong to one connection; `host` names us, not the database. */
const NOT_FORWARDED = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length', 'expect']);

function forwarded(headers: IncomingMessage['headers'], bodyBytes: number): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = { 'content-length': String(bodyBytes) };
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !NOT_FORWARDED.has(name)) kept[name] = value;
  }
  return kept;
}

/** The database answers an action that it does not know without saying which. */
const isUnknownOperation = (status: number | undefined, answer: Buffer): boolean =>
  status === 400 && answer.length < 100 && answer.includes('UnknownOperationException');

const unknownOperation = (target: string): AwsError =>
  new AwsError('UnknownOperationException', `The local DynamoDB does not support ${target}.`);

const WRITES = /\.(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;

export type LocalDatabase = {
  readonly port: number;
  /** Told of each write that may have taken effect, with its request. */
  readonly onWrite?: ((body: Buffer) => void) | undefined;
};

export type DynamoDbPipe = {
  /** Passes one request on and its answer back unread. Rejects with AwsError before anything is answered. */
  pass(request: IncomingMessage, body: Buffer, response: ServerResponse, extra: Record<string, string>): Promise<void>;
  close(): void;
};

/**
 * A raw pipe to the database on `port`, over connections that stay open. A call is never repeated here: a connection
 * that broke may have carried a write that took effect, and the caller's SDK knows which calls it may repeat.
 */
export function openDynamoDbPipe({ port, onWrite }: LocalDatabase): DynamoDbPipe {
  const agent = new Agent({ keepAlive: true, maxSockets: 128, scheduling: 'lifo' });
  const pass: DynamoDbPipe['pass'] = (request, body, response, extra) =>
    new Promise((resolve, reject) => {
      const options = { agent, host: '127.0.0.1', port, path: request.url, method: request.method };
      const upstream = httpRequest({ ...options, headers: forwarded(request.headers, body.length) });
      upstream.once('error', () => reject(unreachable()));
      upstream.once('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', () => reject(unreachable()));
        answer.once('end', () => {
          const whole = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
          if (isUnknownOperation(answer.statusCode, whole)) {
            return reject(unknownOperation(String(request.headers['x-amz-target'])));
          }
          response.writeHead(answer.statusCode ?? 500, { ...forwarded(answer.headers, whole.length), ...extra });
          response.end(whole);
          if (WRITES.test(String(request.headers['x-amz-target']))) onWrite?.(body);
          resolve();
        });
      });
      upstream.end(body);
    });
  return { pass, close: () => agent.destroy() };
}
