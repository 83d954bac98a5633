import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Call } from './answer.ts';
import { readBody } from './request-body.ts';

export type RestRequest = {
  readonly method: string;
  /** As it came: still percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type RestAnswer = {
  readonly status: number;
  /** Names in lower case. A body that comes in pieces needs its `content-length`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
};

/** One AWS service whose actions are methods and paths, as Lambda, Scheduler and S3. */
export type RestService = {
  /** The service in the caller's SigV4 credential scope, e.g. 's3'. */
  readonly signingName: string;
  /** The largest body it takes; 16 MB when left out. */
  readonly maxBodyBytes?: number;
  /** Rejects with AwsError, which is answered in AWS's error shape. */
  handle(request: RestRequest): Promise<RestAnswer>;
};

async function restRequest(request: IncomingMessage, maxBodyBytes: number | undefined): Promise<RestRequest> {
  const { method = 'GET', url = '/', headers } = request;
  const [path = '/'] = url.split('?', 1);
  const query = new URLSearchParams(url.slice(path.length));
  return { method, path, query, headers, body: await readBody(request, maxBodyBytes) };
}

/** A caller may go away in the middle of an answer. */
function ignoreLeaving(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

async function send({ response, headers }: Call, { status, headers: own, body = '' }: RestAnswer): Promise<void> {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  const length = isWhole ? { 'content-length': Buffer.byteLength(body) } : {};
  response.writeHead(status, { ...headers, ...length, ...own });
  if (isWhole) response.end(body);
  else await pipeline(body, response).catch(ignoreLeaving);
}

/** Hands one call to the service and its answer to the caller. */
export async function callRest(service: RestService, call: Call): Promise<void> {
  await send(call, await service.handle(await restRequest(call.request, service.maxBodyBytes)));
}
