import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { area } from '#/domain/api/area.ts';
import { route } from '#/domain/api/route.ts';
import { message } from '#/domain/data-map/entities/coaching.ts';
import { person } from '#/domain/data-map/entities/directory.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { withOutput } from '#/local/run/function-output.ts';
import { claimsOf } from '#/test/api/call-function.ts';
import { givenInstance } from '#/test/support/instance.ts';
import { type Engagement, expectStatus, givenPair, givenProgramme, givenStaff } from '#/test/support/people.ts';

const secret = 'kept between us';
const read = {
  method: 'GET',
  path: '/v1/engagements/{engagementId}/messages/{messageId}',
  says: 'For this test.',
  who: [{ role: 'coach', relation: 'coach' }],
  status: 200,
} as const;

/** The chain with operations that make every mistake an operation can make. */
const careless = area({
  name: 'careless',
  says: 'For this test.',
  stores: {
    directory: ['read'],
    keys: ['read'],
    coaching: ['read'],
    accesslog: ['append'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: ['coaching', 'account'], mac: true },
  routes: {
    otherPurpose: route({ ...read, purposes: ['account'], answer: () => z.strictObject({ body: z.string() }) }),
    undeclared: route({
      ...read,
      path: '/undeclared/{engagementId}/{messageId}',
      purposes: ['coaching'],
      answer: () => z.strictObject({ messageId: z.string() }),
    }),
    failing: route({
      ...read,
      path: '/failing/{engagementId}',
      purposes: ['coaching'],
      answer: () => z.strictObject({}),
    }),
    noStore: route({
      ...read,
      path: '/no-store/{engagementId}',
      purposes: ['coaching'],
      answer: () => z.strictObject({}),
    }),
  },
});

let pair: Engagement;
let messageId: string;
const lines: string[] = [];

const handler = serve(careless, {
  otherPurpose: async ({ door, params }) => ({ body: (await door.read(message, params)).values.body }),
  undeclared: async ({ door, params }) => {
    const { ids, values } = await door.read(message, params);
    return { messageId: ids.messageId, ...values };
  },
  failing: async () => {
    throw new TypeError(`Something about ${secret}`, { cause: new RangeError(secret) });
  },
  noStore: async ({ door, params }) => {
    await door.list({ ...person, store: 'rights' }, { personId: params.engagementId }, { limit: 1 });
    return {};
  },
});

beforeAll(async () => {
  const instance = await givenInstance();
  pair = await givenPair(instance, await givenProgramme(instance, await givenStaff(instance, 'platform_admin')));
  const sent = await pair.client.call('POST', `/v1/engagements/${pair.engagementId}/messages`, {
    body: { body: secret },
  });
  messageId = String(expectStatus(sent, 201).messageId);
});

async function call(name: keyof typeof careless.routes): Promise<APIGatewayProxyResult> {
  const { method, path } = careless.routes[name];
  const ids = { engagementId: pair.engagementId, messageId };
  const pathParameters = Object.fromEntries(Object.entries(ids).filter(([id]) => path.includes(`{${id}}`)));
  const event = {
    httpMethod: method,
    resource: path,
    headers: {},
    pathParameters,
    body: null,
    requestContext: { requestId: 'a-request', authorizer: { claims: claimsOf(pair.coach.token) } },
  };
  const run = () => handler(event as unknown as APIGatewayProxyEvent, {} as Context);
  return withOutput((line) => lines.push(line), run);
}

describe('the chain around operations that are careless', () => {
  it('MI3: refuses to open a record for another purpose than it was collected for', async () => {
    const { statusCode, body } = await call('otherPurpose');
    expect(statusCode).toBe(403);
    expect(JSON.parse(body)).toMatchObject({ detail: 'This operation does not serve the purpose "coaching".' });
    expect(body).not.toContain(secret);
  });

  it('MI1: lets no field out that the contract does not declare', async () => {
    const { statusCode, body } = await call('undeclared');
    expect(statusCode).toBe(500);
    expect(body).not.toContain(secret);
  });

  it('fails closed where the contract names no such store', async () => {
    expect((await call('noStore')).statusCode).toBe(500);
  });

  it('MO6: says of a failure its kind and its place, and never its words', async () => {
    const { statusCode, body } = await call('failing');
    expect(statusCode).toBe(500);
    expect(JSON.parse(body)).toMatchObject({
      type: 'https://coachvault.dev/problems/internal',
      instance: 'urn:request:a-request',
    });
    const logged = lines
      .map((line) => JSON.parse(line))
      .filter(({ request }) => request?.route === 'GET /failing/{engagementId}');
    expect(logged).toMatchObject([
      { level: 'ERROR', request: { status: 500, problem: 'internal', requestId: 'a-request' } },
    ]);
    expect(logged[0].request.fault).toEqual(expect.arrayContaining(['TypeError', 'RangeError']));
    expect(body + lines.join('\n')).not.toContain(secret);
  });

  it('MO6: leaves in the log no more than it may', () => {
    const allowed = ['at', 'requestId', 'route', 'status', 'milliseconds', 'problem', 'fault'];
    const logged = lines.map((line) => JSON.parse(line)).filter(({ message: text }) => text === 'request');
    expect(logged.length).toBeGreaterThan(2);
    for (const { request, ...around } of logged) {
      expect(Object.keys(request).filter((name) => !allowed.includes(name))).toEqual([]);
      expect(Object.keys(around).sort()).toEqual(['level', 'message', 'sampling_rate', 'service', 'timestamp']);
    }
    expect(lines.join('\n')).not.toContain(pair.engagementId);
    expect(lines.join('\n')).not.toContain(pair.coach.personId);
  });
});
