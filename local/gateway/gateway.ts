import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { apiScope } from '#/domain/access/token.ts';
import type { Area } from '#/domain/api/area.ts';
import { preflightHeaders } from '#/domain/api/headers.ts';
import type { GatewayRefusal } from '#/domain/api/openapi/refusals.ts';
import { isLoopbackHost } from '#/local/aws/loopback.ts';
import { closeServer, listen } from '#/local/aws/loopback-server.ts';
import { type AccessLine, templateOf } from './access-line.ts';
import { createAuthorizer, type TokenIssuer, type Verdict } from './authorizer.ts';
import { createInvoke, type Invoke, type InvokeOptions } from './invoke.ts';
import { proxyEvent } from './proxy-event.ts';
import { refusalAnswer, type WireAnswer } from './refusal-answer.ts';
import { readBody } from './request-body.ts';
import { type RouteTable, routeTable, segmentsOf } from './route-table.ts';
import { createThrottle, type ThrottleLimits } from './throttle.ts';

const GRACE_ON_CLOSE_MS = 2_000;
/** API Gateway's limit for all headers of a request. */
const HEADER_BYTES = 10_240;

export type GatewayOptions = InvokeOptions & {
  /** 0 picks a free one. */
  readonly port: number;
  readonly areas: readonly Area[];
  /** The user pools whose access tokens the API takes. */
  readonly pools: readonly TokenIssuer[];
  readonly throttle?: ThrottleLimits;
  /** Whether the firewall before the API refuses requests from this address. */
  readonly blocks?: ((address: string) => boolean) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Receives a line for every request that is answered (MO6). */
  readonly accessLog?: (line: AccessLine) => void;
};

export type Gateway = { readonly url: string; readonly port: number; close(): Promise<void> };

type Parts = {
  readonly routes: RouteTable;
  readonly authorize: (header: string | undefined) => Promise<Verdict>;
  readonly blocks: (address: string) => boolean;
  readonly mayPass: () => boolean;
  readonly invoke: Invoke;
  readonly now: () => number;
};

/** An answer, the refusal that becomes one, or nothing when the caller has gone. */
type Outcome = WireAnswer | GatewayRefusal | undefined;

/** One request's way: what there is, who asks, what was sent, the function. */
async function answerOf(request: IncomingMessage, requestId: string, parts: Parts): Promise<Outcome> {
  const { url = '/', method = 'GET', headers, socket } = request;
  if (parts.blocks(socket.remoteAddress ?? '')) return 'WAF_FILTERED';
  const [path = '/', query = ''] = url.split(/\?(.*)/s);
  const segments = path.startsWith('/') ? segmentsOf(path) : undefined;
  if (segments === undefined) return 'DEFAULT_4XX';
  if (!isLoopbackHost(headers.host)) return 'ACCESS_DENIED';
  if (method === 'OPTIONS') return preflight(parts.routes.methodsOf(segments));
  const match = parts.routes.match(method, segments);
  if (match === undefined) return 'MISSING_AUTHENTICATION_TOKEN';
  if (!parts.mayPass()) return 'THROTTLED';
  const isPublic = match.route.who === 'public';
  const verdict = isPublic ? undefined : await parts.authorize(headers.authorization);
  if (verdict?.allowed === false) return verdict.because;
  const body = await readBody(request);
  if (body.outcome === 'broken off') return undefined;
  if (body.outcome === 'too large') return 'REQUEST_TOO_LARGE';
  const claims = verdict?.claims;
  const event = proxyEvent({ request, match, path, query, body: body.bytes, claims, requestId, now: parts.now() });
  return parts.invoke(match.area.name, event);
}

function preflight(methods: readonly string[]): Outcome {
  if (methods.length === 0) return 'MISSING_AUTHENTICATION_TOKEN';
  return { status: 204, headers: preflightHeaders(methods), body: Buffer.alloc(0) };
}

function listenerFor(parts: Parts, { log, accessLog }: GatewayOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const at = parts.now();
    const end = (outcome: WireAnswer | GatewayRefusal): void => {
      const refusal = typeof outcome === 'string' ? outcome : '-';
      const answer = typeof outcome === 'string' ? refusalAnswer(outcome, requestId) : outcome;
      const { method = '-' } = request;
      const route = templateOf(request, parts.routes);
      accessLog?.({ requestId, at, route, method, status: answer.status, milliseconds: parts.now() - at, refusal });
      send(response, answer);
    };
    try {
      const outcome = await answerOf(request, requestId, parts);
      if (outcome === undefined) return void response.destroy();
      end(outcome);
    } catch (error) {
      log?.(`gateway: failed with ${error instanceof Error ? error.name : typeof error}`);
      if (response.headersSent) response.destroy();
      else end('DEFAULT_5XX');
    }
  };
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, headers);
  response.end(body);
}

/** A request that is no HTTP, or whose headers are too large, never reaches the listener. */
function refuseUnreadable(_error: Error, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const { status, headers, body } = refusalAnswer('DEFAULT_4XX', randomUUID());
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} Bad Request\r\n${lines.join('\r\n')}\r\n\r\n${body.toString('utf8')}`);
}

/**
 * Starts one instance's API on 127.0.0.1: what API Gateway does with the same contracts, from route and token to the
 * functions' events and its own refusals. Throws LocalRunError when the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { areas, pools, now, throttle, blocks = () => false } = options;
  const parts: Parts = {
    routes: routeTable(areas),
    blocks,
    authorize: createAuthorizer({ pools, scope: apiScope, now }),
    mayPass: throttle === undefined ? () => true : createThrottle(throttle, now),
    invoke: createInvoke(options),
    now,
  };
  const settings = { keepAliveTimeout: 65_000, noDelay: true, maxHeaderSize: HEADER_BYTES };
  const server = createServer(settings, listenerFor(parts, options)).on('clientError', refuseUnreadable);
  const port = await listen(server, options.port);
  return { url: `http://127.0.0.1:${port}`, port, close: () => closeServer(server, GRACE_ON_CLOSE_MS) };
}
