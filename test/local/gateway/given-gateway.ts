import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { createLocalJWKSet, type JWTPayload, SignJWT } from 'jose';
import { expect, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { type Area, area } from '#/domain/api/area.ts';
import { route } from '#/domain/api/route.ts';
import type { ApiFunction } from '#/local/gateway/api-function.ts';
import { type Gateway, type GatewayOptions, startGateway } from '#/local/gateway/gateway.ts';

export const NOW = Date.parse('2026-11-21T10:00:00Z');
const who = [{ role: 'coach', relation: 'self' }] as const;
const open = { who: 'public', purposes: [], status: 200 } as const;
const gated = { who, purposes: ['coaching'], status: 200 } as const;

/** A small API of the same kind as the real one. */
const areas: readonly Area[] = [
  area({
    name: 'coaching',
    says: 'Gated routes.',
    stores: {},
    keys: { unwrap: [] },
    routes: {
      readNote: route({ ...gated, method: 'GET', path: '/v1/notes/{noteId}', says: 'One.' }),
      readLatest: route({ ...gated, method: 'GET', path: '/v1/notes/latest', says: 'The latest.' }),
      writeNote: route({ ...gated, method: 'POST', path: '/v1/notes', says: 'Writes.', body: () => z.unknown() }),
    },
  }),
  area({
    name: 'public',
    says: 'Open to all.',
    stores: {},
    keys: { unwrap: [] },
    routes: { readFacts: route({ ...open, method: 'GET', path: '/facts', says: 'Facts.' }) },
  }),
];

/** An RSA key pair and its JWKS, as a user pool has one. */
export function givenPool(id: string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = `key-of-${id}`;
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] };
  return { issuer: `http://127.0.0.1:4701/${id}`, kid, privateKey, publicKey, keys: createLocalJWKSet(jwks as never) };
}
export type GivenPool = ReturnType<typeof givenPool>;

const inSeconds = (ms: number): number => Math.floor(ms / 1000);

/** The claims of an access token that is in order. */
export const accessClaims = (pool: GivenPool): JWTPayload => ({
  iss: pool.issuer,
  sub: '5f0c1b9e-0000-4000-8000-000000000001',
  token_use: 'access',
  scope: 'coachvault/api',
  client_id: 'client1',
  username: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  'cognito:groups': ['coach', 'org_admin'],
  auth_time: inSeconds(NOW) - 60,
  iat: inSeconds(NOW) - 60,
  exp: inSeconds(NOW) + 240,
});

export function sign(claims: JWTPayload, key: KeyObject, header: { kid?: string; alg?: string }): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(key);
}

export const givenToken = (pool: GivenPool, claims: JWTPayload = {}): Promise<string> =>
  sign({ ...accessClaims(pool), ...claims }, pool.privateKey, { kid: pool.kid });

export type GivenGateway = Gateway & {
  /** What reached the functions. */
  readonly calls: { area: string; event: APIGatewayProxyEvent; context: Context }[];
  readonly lines: string[];
  request(path: string, init?: RequestInit): Promise<Response>;
};

const ok: APIGatewayProxyResult = {
  statusCode: 200,
  headers: { 'Content-Type': 'application/json' },
  body: '{"ok":true}',
};

/** A gateway over the small API, whose functions record what they get; closed with the test. */
export async function givenGateway(
  pools: readonly GivenPool[],
  answer: ApiFunction = async () => ok,
  options: Partial<GatewayOptions> = {},
): Promise<GivenGateway> {
  const calls: GivenGateway['calls'] = [];
  const lines: string[] = [];
  const load: GatewayOptions['load'] = async (name) => (event, context) => {
    calls.push({ area: name, event, context });
    return answer(event, context);
  };
  const gateway = await startGateway({
    port: 0,
    instance: 'eu',
    region: 'eu-central-1',
    areas,
    pools,
    load,
    now: () => NOW,
    log: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(() => gateway.close());
  return { ...gateway, calls, lines, request: (path, init) => fetch(`${gateway.url}${path}`, init) };
}

/** Expects a problem document of this type with everything that our own answers carry; answers the response's headers. */
export async function expectProblem(response: Response, status: number, type: string): Promise<Headers> {
  const body = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, type: body.type }).toEqual({
    status,
    type: `https://coachvault.dev/problems/${type}`,
  });
  expect(body.instance).toBe(`urn:request:${response.headers.get('x-amzn-requestid')}`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'strict-transport-security': expect.stringContaining('max-age='),
    'access-control-allow-origin': '*',
  });
  return response.headers;
}

/** Sends bytes as they are; answers all that comes back until the connection ends. */
export function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(request);
  return text(socket);
}
