import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { binaryMediaType, bytes, maxPartBytes } from '#/domain/api/bytes.ts';
import { parsePart } from '#/domain/api/parse-part.ts';
import { maxBodyBytes, Problem } from '#/domain/api/problems.ts';
import { idempotencyKeyLength, paramsSchema, type Route } from '#/domain/api/route.ts';
import { instanceOf } from '#/domain/ids.ts';

/** A request, read and checked against its route. */
export type Input = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly ifMatch: number | undefined;
  readonly idempotencyKey: string | undefined;
  readonly origin: Origin;
};

/** Where a request came from, and what its browser says for every page. */
export type Origin = {
  /** The network address; kept only as a keyed hash. */
  readonly address: string;
  /** `Sec-GPC: 1`: no sale and no sharing (Global Privacy Control). Anything else says nothing. */
  readonly optOutSignal: boolean;
};

const header = ({ headers }: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1] ?? undefined;

/** Decided from the prefix alone, before anything is looked up: that instance's records are none of ours. */
function refuseForeign(instance: string, siblings: Readonly<Record<string, string>>, ids: readonly unknown[]): void {
  for (const id of ids) {
    const home = typeof id === 'string' ? instanceOf(id) : undefined;
    if (home === undefined || home === instance) continue;
    const door = siblings[home];
    throw new Problem('wrong-instance', door ? { door } : {});
  }
}

/** The bytes of a body that is not JSON; API Gateway hands them over in base64. */
function bytesOf(event: APIGatewayProxyEvent): Uint8Array | undefined {
  if (event.body === null || event.body === '') return undefined;
  if (header(event, 'content-type') !== binaryMediaType) throw new Problem('media-type');
  const body = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > maxPartBytes)
    throw new Problem('body-too-large', { detail: `A part has at most ${maxPartBytes} bytes.` });
  return body;
}

function bodyOf(event: APIGatewayProxyEvent): unknown {
  if (event.body === null || event.body === '') return undefined;
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBodyBytes) throw new Problem('body-too-large');
  if (!/^application\/(json|[\w.+-]+\+json)\b/i.test(header(event, 'content-type') ?? ''))
    throw new Problem('media-type');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('malformed-request', { detail: 'The body is not JSON in UTF-8.' });
  }
}

const isEmptyObject = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;

const idsIn = (body: unknown): unknown[] =>
  typeof body === 'object' && body !== null
    ? Object.entries(body).flatMap(([name, value]) => (name.endsWith('Id') ? [value] : []))
    : [];

function ifMatchOf(event: APIGatewayProxyEvent, route: Route): number | undefined {
  if (!route.ifMatch) return undefined;
  const value = header(event, 'if-match');
  if (value === undefined) throw new Problem('version-required');
  const version = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (version) return Number(version);
  throw new Problem('invalid-request', {
    errors: [{ field: 'headers.If-Match', problem: 'must be the ETag of the record, such as "3", in quotes' }],
  });
}

function idempotencyKeyOf(event: APIGatewayProxyEvent, route: Route): string | undefined {
  const value = route.method === 'POST' ? header(event, 'idempotency-key') : undefined;
  const { min, max } = idempotencyKeyLength;
  const fits = value === undefined || (value.length >= min && value.length <= max && /^[\x21-\x7e]+$/.test(value));
  if (fits) return value;
  const problem = `must be ${min} to ${max} printable characters, such as a UUID`;
  throw new Problem('invalid-request', { errors: [{ field: 'headers.Idempotency-Key', problem }] });
}

const originOf = (event: APIGatewayProxyEvent): Origin => ({
  address: event.requestContext.identity?.sourceIp ?? '',
  optOutSignal: header(event, 'sec-gpc') === '1',
});

type Schemas = { readonly params: z.ZodMiniType; readonly query: z.ZodMiniType };
const schemas = new WeakMap<Route, Schemas>();

/** The schemas of a route's path and query, made at its first request. */
function schemasOf(route: Route): Schemas {
  const known = schemas.get(route) ?? { params: paramsSchema(route.path), query: z.strictObject(route.query ?? {}) };
  schemas.set(route, known);
  return known;
}

function queryOf(event: APIGatewayProxyEvent, route: Route): Record<string, unknown> {
  const repeated = Object.entries(event.multiValueQueryStringParameters ?? {}).find(
    ([, values]) => (values?.length ?? 0) > 1,
  );
  if (repeated) {
    throw new Problem('invalid-request', {
      errors: [{ field: `query.${repeated[0].slice(0, 64)}`, problem: 'is given twice' }],
    });
  }
  return parsePart('query', schemasOf(route).query, event.queryStringParameters ?? {}) as Record<string, unknown>;
}

export type Place = { readonly instance: string; readonly siblings: Readonly<Record<string, string>> };

/**
 * Reads a request for its route: foreign ids first, then path, query, headers and body.
 * @throws Problem `wrong-instance`, `invalid-request`, `malformed-request`, `media-type`, `body-too-large`, `version-required`
 */
export function readInput(event: APIGatewayProxyEvent, route: Route, { instance, siblings }: Place): Input {
  const raw = event.pathParameters ?? {};
  refuseForeign(instance, siblings, Object.values(raw));
  const params = parsePart('path', schemasOf(route).params, raw) as Record<string, string>;
  const body = route.body === bytes() ? bytesOf(event) : bodyOf(event);
  refuseForeign(instance, siblings, idsIn(body));
  if (!route.body && body !== undefined && !isEmptyObject(body)) {
    throw new Problem('invalid-request', {
      errors: [{ field: 'body', problem: 'this operation takes none; leave it out' }],
    });
  }
  return {
    params,
    query: queryOf(event, route),
    body: route.body ? parsePart('body', route.body, body === undefined ? {} : body) : undefined,
    ifMatch: ifMatchOf(event, route),
    idempotencyKey: idempotencyKeyOf(event, route),
    origin: originOf(event),
  };
}
