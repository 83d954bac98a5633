import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type ApiAnswer, type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Person,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let pair: Engagement;
let support: Person;
let path: string;
let damaged: string;

/** A goal whose state was changed in the table: its seal does not open, and so the request fails. */
async function givenDamagedGoal(): Promise<string> {
  const { goalId } = expectStatus(await pair.coach.call('POST', `${path}/goals`, { body: { title: 'Goal' } }), 201);
  const dynamo = new DynamoDBClient(instance.awsConfig);
  await dynamo.send(
    new UpdateItemCommand({
      TableName: instance.tables.coaching,
      Key: { pk: { S: `engagement#${pair.engagementId}` }, sk: { S: `goal#${goalId}` } },
      UpdateExpression: 'SET #fields.#status = :flipped',
      ExpressionAttributeNames: { '#fields': 'fields', '#status': 'status' },
      ExpressionAttributeValues: { ':flipped': { S: 'achieved' } },
    }),
  );
  dynamo.destroy();
  return `${path}/goals/${goalId}`;
}

beforeAll(async () => {
  instance = await givenInstance();
  support = await givenStaff(instance, 'support');
  pair = await givenPair(instance, await givenProgramme(instance, await givenStaff(instance, 'platform_admin')));
  path = `/v1/engagements/${pair.engagementId}`;
  damaged = await givenDamagedGoal();
});

/** One answer of every kind: by functions and by the gateway, good, refused and failed. */
async function everyKind(): Promise<Record<string, ApiAnswer>> {
  const { coach, client } = pair;
  return {
    read: await client.call('GET', '/v1/me'),
    list: await client.call('GET', '/v1/engagements'),
    made: await coach.call('POST', `${path}/messages`, { body: { body: 'Hello' } }),
    calendar: await client.call(
      'GET',
      `${path}/sessions/${await givenSession(pair, '2026-12-01T09:00:00Z')}/calendar.ics`,
    ),
    document: await instance.call('GET', '/openapi.json'),
    text: await instance.call('GET', '/.well-known/security.txt'),
    invalid: await coach.call('POST', `${path}/messages`, { body: {} }),
    'no token': await instance.call('GET', '/v1/me'),
    forbidden: await client.call('GET', '/v1/ops/logs'),
    'not found': await coach.call('GET', `${path}/goals/eu.goal_01J9ZC8QX1V5N4B7T2W3Y6K8M0`),
    'no route': await coach.call('GET', '/v1/everything'),
    'too large': await coach.call('POST', `${path}/messages`, { body: { body: 'x'.repeat(300_000) } }),
    failed: await coach.call('GET', damaged),
  };
}

describe('every answer', () => {
  it('IA10: is kept by nobody, comes by HTTPS only, is taken for nothing else, and sets no cookie', async () => {
    for (const [kind, { headers }] of Object.entries(await everyKind())) {
      expect([kind, headers.get('cache-control')]).toEqual([kind, 'no-store']);
      expect([kind, headers.get('strict-transport-security')]).toEqual([
        kind,
        expect.stringMatching(/^max-age=\d{8}; includeSubDomains/),
      ]);
      expect([kind, headers.get('x-content-type-options')]).toEqual([kind, 'nosniff']);
      expect([kind, headers.get('set-cookie'), headers.get('x-powered-by')]).toEqual([kind, null, null]);
      expect([kind, headers.get('x-amzn-requestid')]).toEqual([kind, expect.stringMatching(/^[\da-f-]{36}$/)]);
    }
  });

  it('IA10: holds no token, and no route takes one in its URL', async () => {
    const secrets = [pair.coach, pair.client].flatMap(({ token, refreshToken, password }) => [
      token,
      refreshToken,
      password,
    ]);
    for (const { body, headers } of Object.values(await everyKind())) {
      const text = JSON.stringify([body, [...headers]]);
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/);
    }
    const { token } = pair.coach;
    expectProblem(await instance.call('GET', `/v1/me?access_token=${token}`), 'unauthenticated');
  });

  it('says nothing of what went wrong inside', async () => {
    const answer = await pair.coach.call('GET', damaged);
    expect(expectProblem(answer, 'internal').detail).toBe('Try again; if it stays, report the request id.');
    expect(JSON.stringify(answer.body)).not.toMatch(/seal|envelope|dynamo|stack|\.ts/i);
  });
});

type Line = { readonly requestId: string; readonly route: string; readonly status: number; readonly problem?: string };

async function logLines(query = ''): Promise<Line[]> {
  const lines: Line[] = [];
  let cursor = '';
  do {
    const page = expectStatus(await support.call('GET', `/v1/ops/logs?limit=40${query}${cursor}`), 200);
    lines.push(...(page.items as Line[]));
    cursor = page.next ? `&cursor=${page.next}` : '';
  } while (cursor !== '');
  return lines;
}

describe('the request log', () => {
  it('MO6: has requests of every outcome, by route and request id, and support reads it', async () => {
    const { 'no token': _, 'no route': __, ...byFunctions } = await everyKind();
    const lines = new Map((await logLines()).map((line) => [line.requestId, line.status]));
    const statusInLog = ({ headers }: ApiAnswer) => lines.get(String(headers.get('x-amzn-requestid')));
    const answered = Object.entries(byFunctions).map(([kind, answer]) => [kind, answer.status]);
    const logged = Object.entries(byFunctions).map(([kind, answer]) => [kind, statusInLog(answer)]);
    expect(logged).toEqual(answered);
    expect(new Set(lines.values())).toEqual(new Set([200, 201, 202, 400, 403, 404, 413, 500]));
  });

  it('MO6: names routes by their templates, and no id, path, address or text', async () => {
    await everyKind();
    const lines = await logLines();
    expect(lines.map(({ route }) => route)).toContain('GET /v1/engagements/{engagementId}/goals/{goalId}');
    for (const line of lines) {
      expect(line.route).toMatch(/^(GET|POST|PATCH|DELETE) (\/[\w.-]+|\/\{\w+\})+$/);
      expect(
        Object.keys(line).filter(
          (name) => !['at', 'requestId', 'route', 'status', 'milliseconds', 'problem'].includes(name),
        ),
      ).toEqual([]);
      expect(JSON.stringify(line)).not.toMatch(/eu\.(person|engagement|goal)_|@|Hello/);
    }
  });

  it('finds one request by its id, and only what came since a moment', async () => {
    const answer = await pair.coach.call('GET', damaged);
    const requestId = String(answer.headers.get('x-amzn-requestid'));
    expect(await logLines(`&requestId=${requestId}`)).toMatchObject([{ requestId, status: 500, problem: 'internal' }]);
    const since = new Date(instance.clock.now() + 60_000).toISOString();
    expect(await logLines(`&since=${since}`)).toEqual([]);
    for (const odd of ['x', '" || $.x = "', '*'.repeat(10), 'ü'.repeat(9)]) {
      const refused = await support.call('GET', `/v1/ops/logs?requestId=${encodeURIComponent(odd)}`);
      expectProblem(refused, 'invalid-request', 'query.requestId');
    }
    expectProblem(await support.call('GET', '/v1/ops/logs?since=yesterday'), 'invalid-request', 'query.since');
  });

  it('IA3: is all that support sees: personal records are forbidden', async () => {
    expectStatus(await support.call('GET', '/v1/ops/status'), 200);
    const session = `${path}/sessions/eu.session_01J9ZC8QX1V5N4B7T2W3Y6K8M0`;
    const places = [path, '/v1/engagements', `${path}/messages`, `${path}/goals`, session, `${session}/notes`];
    for (const place of [...places, '/v1/organizations']) expectProblem(await support.call('GET', place), 'forbidden');
  });

  it('IN14: the state of the instance is one request away', async () => {
    const status = expectStatus(await support.call('GET', '/v1/ops/status'), 200);
    expect(status).toMatchObject({
      instance: 'eu',
      status: 'ok',
      checks: [
        { name: 'tables', ok: true },
        { name: 'keys', ok: true },
      ],
    });
  });
});
