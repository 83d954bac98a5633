import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type RawCall, rawCall } from '#/test/api/raw-call.ts';
import type { ApiAnswer, GivenInstance } from '#/test/support/instance.ts';
import { type Engagement, givenPair } from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

let instance: GivenInstance;
let pair: Engagement;
let path: string;

beforeAll(async () => {
  const inUse = await givenSharedInstance();
  instance = inUse.instance;
  pair = await givenPair(instance, inUse.programme);
  path = `/v1/engagements/${pair.engagementId}`;
});

const raw = (call: Partial<RawCall>): Promise<ApiAnswer> =>
  rawCall(instance.apiUrl, { method: 'POST', path, token: pair.coach.token, ...call });

describe('a path', () => {
  it.each(['%', '%zz', '%E0%A4%A', '%c0%af', '%ff'])('with the broken escape %s is malformed', async (broken) => {
    expectProblem(await raw({ method: 'GET', path: `${path}/sessions/${broken}` }), 'malformed-request');
  });

  it.each(['..%2f..%2fme', '%2e%2e', '%00', '%0d%0aSet-Cookie:%20a=b', '%23', '%F0%9F%8E%89', '%E2%80%AE'])(
    'with %s in place of an id names the parameter',
    async (escaped) => {
      const answer = await raw({ method: 'GET', path: `${path}/sessions/${escaped}` });
      expectProblem(answer, 'invalid-request', 'path.sessionId');
      expect(answer.headers.get('set-cookie')).toBeNull();
    },
  );

  it.each([
    '//v1/me',
    '/v1/me/',
    '/v1//me',
    '/V1/me',
    '/v1/me;x=1',
    '/v1/../v1/me',
    '/v1/%6De/x',
    '/',
    '/v1',
    '/console/../v1/me',
  ])('that only looks like one, %s, is no route', async (odd) => {
    expectProblem(await raw({ method: 'GET', path: odd }), 'no-such-route');
  });

  it('is found by another method only if it has one', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD'])
      expect((await raw({ method, path: `${path}/goals` })).status).toBe(404);
  });
});

describe('a query', () => {
  const list = (query: string) => pair.coach.call('GET', `${path}/messages?${query}`);

  it('with a parameter given twice names it', async () => {
    expectProblem(await list('limit=1&limit=2'), 'invalid-request', 'query.limit');
    expectProblem(await list('cursor=a&limit=2&cursor=a'), 'invalid-request', 'query.cursor');
  });

  it.each(['order=asc', 'Limit=1', '__proto__=1', 'constructor=1', 'limit[]=1', '%F0%9F%8E%89=1', '=1'])(
    'with the unknown parameter %s is refused',
    async (query) => {
      expectProblem(await list(query), 'invalid-request', 'query');
    },
  );
});

describe('headers', () => {
  it('that are too large, or no HTTP, end before any function', async () => {
    expectProblem(await raw({ headers: { 'x-filler': 'x'.repeat(11_000) }, body: '{}' }), 'malformed-request');
  });

  it('of no meaning to the API change nothing', async () => {
    const headers = {
      'x-http-method-override': 'DELETE',
      'x-forwarded-host': 'evil.example',
      'x-original-url': '/v1/ops/logs',
    };
    const answer = await raw({ method: 'GET', path: '/v1/me', headers });
    expect(answer.body).toMatchObject({ personId: pair.coach.personId });
  });
});
