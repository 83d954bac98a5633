import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { Problem, type ProblemType } from '#/domain/api/problems.ts';
import type { Route } from '#/domain/api/route.ts';
import { areas } from '#/lambdas/contract.ts';
import { type Input, readInput } from '#/lambdas/platform/input.ts';

const place = { instance: 'eu', siblings: { na: 'https://na.example' } };
const engagementId = 'eu.engagement_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
const params = { engagementId };

const routeOf = (name: string): Route => {
  const found = areas.flatMap((area) => Object.entries<Route>(area.routes)).find(([known]) => known === name);
  return found?.[1] as Route;
};

function givenEvent(changes: object): APIGatewayProxyEvent {
  const event = {
    headers: { 'Content-Type': 'application/json' },
    pathParameters: params,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { identity: { sourceIp: '192.0.2.7' } },
  };
  return { ...event, ...changes } as unknown as APIGatewayProxyEvent;
}

const read = (name: string, changes: object): Input => readInput(givenEvent(changes), routeOf(name), place);

function expectRefused(type: ProblemType, work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).type).toBe(type);
    return error as Problem;
  }
  return expect.fail(`Expected the problem ${type}.`);
}

const base64 = (bytes: Uint8Array | string) => ({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });

describe('the input of a request', () => {
  it('is read from a body in base64, too, as API Gateway sends what it takes for binary', () => {
    expect(read('sendMessage', base64('{"body":"Grüße"}')).body).toEqual({ body: 'Grüße' });
  });

  it('is malformed when its bytes are not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"body":"a'), Buffer.of(0xff), Buffer.from('"}')]);
    expectRefused('malformed-request', () => read('sendMessage', base64(bytes)));
  });

  it('is measured in bytes after decoding', () => {
    const body = JSON.stringify({ body: 'ü'.repeat(131_072) });
    expectRefused('body-too-large', () => read('sendMessage', { body }));
    expectRefused('body-too-large', () => read('sendMessage', base64(body)));
  });

  it('finds headers however they are written, and stands without any', () => {
    const body = '{"progress":5}';
    const ids = { ...params, goalId: 'eu.goal_01J9ZC8QX1V5N4B7T2W3Y6K8M0' };
    for (const name of ['If-Match', 'if-match', 'IF-MATCH']) {
      const headers = { 'content-TYPE': 'application/merge-patch+json', [name]: '"12"' };
      expect(read('updateGoal', { body, headers, pathParameters: ids }).ifMatch).toBe(12);
    }
    expectRefused('media-type', () => read('updateGoal', { body, headers: null, pathParameters: ids }));
  });

  it('looks at the instance of every id before anything else is looked at', () => {
    const abroad = 'na.engagement_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
    const wrong = { pathParameters: { engagementId: abroad }, body: '{', queryStringParameters: { x: '1' } };
    expect(expectRefused('wrong-instance', () => read('sendMessage', wrong)).extra.door).toBe('https://na.example');
    const inBody = { body: '{"agreementId":"na.agreement_x","more":1}' };
    expectRefused('wrong-instance', () => read('startEngagement', inBody));
  });

  it('has nothing that was not declared, and defaults where the contract gives them', () => {
    expect(read('listMessages', {})).toEqual({
      params,
      query: { limit: 25 },
      body: undefined,
      ifMatch: undefined,
      idempotencyKey: undefined,
      origin: { address: '192.0.2.7', optOutSignal: false },
    });
  });

  it.each([
    ['1', true],
    ['0', false],
    ['true', false],
    ['', false],
    [undefined, false],
  ])('RI5: takes the header Sec-GPC with the value %j for an opt-out signal: %s', (value, signalled) => {
    const headers = value === undefined ? {} : { 'SEC-gpc': value };
    expect(read('listMessages', { headers }).origin.optOutSignal).toBe(signalled);
  });
});
