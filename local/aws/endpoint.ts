import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerError, answerJson, type Call, toAwsError } from './answer.ts';
import { type DynamoDbPipe, type LocalDatabase, openDynamoDbPipe } from './dynamodb-pipe.ts';
import { corsHeaders, isLoopbackHost, isLoopbackOrigin, preflightHeaders } from './loopback.ts';
import { closeServer, listen } from './loopback-server.ts';
import { signedService } from './protocol.ts';
import { parseJsonObject, readBody } from './request-body.ts';
import { callRest, type RestService } from './rest-service.ts';
import { AwsError, type AwsService } from './service.ts';

const DYNAMODB_TARGET = /^DynamoDB(?:Streams)?_20120810\./;
const GRACE_ON_CLOSE_MS = 1_000;

export type AwsEndpointOptions = {
  /** 0 picks a free one. */
  port: number;
  services: readonly AwsService[];
  rest?: readonly RestService[];
  /** The database; left out where another endpoint has it. */
  dynamodb?: LocalDatabase;
  /** The JSON document at a path (a pool's keys and metadata), if there is one. */
  documents?: (path: string) => object | undefined;
  /** Receives one line per unexpected failure: service, action and error class, never a message or an input. */
  log?: (line: string) => void;
};

export type AwsEndpoint = { url: string; port: number; close(): Promise<void> };

function admit({ headers }: IncomingMessage): void {
  if (!isLoopbackHost(headers.host)) {
    throw new AwsError('AccessDeniedException', 'This endpoint answers only to localhost and 127.0.0.1.', 403);
  }
  if (headers.origin !== undefined && !isLoopbackOrigin(headers.origin)) {
    throw new AwsError('AccessDeniedException', 'Only pages served from this machine may call this endpoint.', 403);
  }
}

function unknownTarget(request: IncomingMessage, { services, rest = [], dynamodb }: AwsEndpointOptions): AwsError {
  const target = request.headers['x-amz-target'];
  const service = signedService(request);
  const called = target ?? `${request.method} request${service === undefined ? '' : ` of the service "${service}"`}`;
  const database = dynamodb === undefined ? [] : ['DynamoDB_20120810', 'DynamoDBStreams_20120810'];
  const targets = [...services.map(({ targetPrefix }) => targetPrefix), ...database];
  const signed = rest.length === 0 ? '' : `, and the services ${rest.map(({ signingName }) => signingName).join(', ')}`;
  return new AwsError(
    'UnknownOperationException',
    `The local AWS endpoint does not support ${String(called).slice(0, 200)}. ` +
      `It supports the targets ${targets.sort().join(', ')}${signed}.`,
  );
}

type Route = (call: Call) => Promise<void>;

function routeFor(options: AwsEndpointOptions, pipe: DynamoDbPipe | undefined): Route {
  const { services, rest = [], documents } = options;
  const byPrefix = new Map(services.map((service) => [service.targetPrefix, service]));
  const bySigningName = new Map(rest.map((service) => [service.signingName, service]));
  return async (call) => {
    const { request, response, headers } = call;
    const target = request.headers['x-amz-target'];
    if (pipe !== undefined && typeof target === 'string' && DYNAMODB_TARGET.test(target)) {
      return pipe.pass(request, await readBody(request), response, headers);
    }
    const signed = target === undefined ? bySigningName.get(signedService(request) ?? '') : undefined;
    if (signed !== undefined) return callRest(signed, call);
    const document = request.method === 'GET' ? documents?.((request.url ?? '/').split('?')[0] ?? '/') : undefined;
    if (document !== undefined) return answerJson(call, 'application/json', document);
    const [prefix = '', action = ''] = typeof target === 'string' ? target.split('.') : [];
    const service = byPrefix.get(prefix);
    if (service === undefined || request.method !== 'POST') throw unknownTarget(request, options);
    const output = await service.call(action, parseJsonObject(await readBody(request)));
    answerJson(call, request.headers['content-type'] ?? 'application/x-amz-json-1.1', output);
  };
}

function listenerFor(options: AwsEndpointOptions, route: Route) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call: Call = { request, response, headers: { 'x-amzn-RequestId': randomUUID() } };
    try {
      admit(request);
      const { origin } = request.headers;
      if (origin !== undefined) Object.assign(call.headers, corsHeaders(origin));
      if (request.method === 'OPTIONS' && origin !== undefined) {
        const asked = request.headers['access-control-request-headers'];
        response.writeHead(204, preflightHeaders(origin, asked)).end();
        return;
      }
      await route(call);
    } catch (error) {
      answerError(call, toAwsError(error, request, options.log));
    }
  };
}

/**
 * Starts one instance's AWS-compatible endpoint on 127.0.0.1. Any AWS SDK or the AWS CLI works against `url` with any
 * credentials: signatures are not checked here, the loopback interface and the Host and Origin checks are the fence.
 * Throws LocalRunError when the port is taken.
 */
export async function startAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const pipe = options.dynamodb && openDynamoDbPipe(options.dynamodb);
  // Node's default of 5 s races the SDKs' pooled connections: they reuse one that we have just closed.
  const server = createServer(
    { keepAliveTimeout: 65_000, noDelay: true },
    listenerFor(options, routeFor(options, pipe)),
  );
  const port = await listen(server, options.port);
  const close = async (): Promise<void> => {
    await closeServer(server, GRACE_ON_CLOSE_MS);
    pipe?.close();
  };
  return { url: `http://127.0.0.1:${port}`, port, close };
}
