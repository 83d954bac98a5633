import type { IncomingMessage } from 'node:http';
import type { GatewayRefusal } from '#/domain/api/openapi/refusals.ts';
import { type RouteTable, segmentsOf } from './route-table.ts';

/** What the deployed API's access log says of a request, answered or refused: no path, no header, no person. */
export type AccessLine = {
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The template, or `-` where there is no such operation. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly milliseconds: number;
  /** What the gateway itself refused for. */
  readonly refusal: GatewayRefusal | '-';
};

/** The template a request matches. */
export function templateOf({ url = '/', method = 'GET' }: IncomingMessage, routes: RouteTable): string {
  const [path = '/'] = url.split('?');
  const segments = path.startsWith('/') ? segmentsOf(path) : undefined;
  return (segments && routes.match(method, segments)?.route.path) ?? '-';
}
