import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { decodeJwt } from 'jose';
import { binaryMediaType } from '#/domain/api/bytes.ts';
import { areas } from '#/lambdas/contract.ts';
import { claimStrings } from '#/local/gateway/claim-strings.ts';
import { proxyEvent } from '#/local/gateway/proxy-event.ts';
import { routeTable, segmentsOf } from '#/local/gateway/route-table.ts';

const routes = routeTable(areas);

export type Asked = {
  readonly method: string;
  /** With its query, if any. */
  readonly path: string;
  readonly token: string;
  /** Sent as JSON; bytes as they are. */
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
};

export type ApiEvent = { readonly area: string; readonly name: string; readonly event: APIGatewayProxyEvent };

/** The event that API Gateway hands to the function of a request, with its area and the name of its route. */
export function apiEvent({ method, path, token, body, ifMatch }: Asked): ApiEvent {
  const [bare = '', query = ''] = path.split('?');
  const match = routes.match(method, segmentsOf(bare) ?? []);
  if (!match) throw new Error(`The API has no ${method} ${path}.`);
  const request = new IncomingMessage(new Socket());
  request.rawHeaders = ['Authorization', `Bearer ${token}`, 'User-Agent', 'bench'];
  const isBinary = body instanceof Uint8Array;
  const type = isBinary ? binaryMediaType : 'application/json';
  if (body !== undefined) request.rawHeaders.push('Content-Type', type);
  request.headers['content-type'] = type;
  if (ifMatch !== undefined) request.rawHeaders.push('If-Match', ifMatch);
  if (method === 'POST') request.rawHeaders.push('Idempotency-Key', randomUUID());
  const event = proxyEvent({
    request,
    match,
    path: bare,
    query,
    body: Buffer.from(isBinary ? body : body === undefined ? '' : JSON.stringify(body)),
    claims: claimStrings(decodeJwt(token)),
    requestId: randomUUID(),
    now: Date.now(),
  });
  return { area: match.area.name, name: match.name, event };
}
