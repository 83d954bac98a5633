import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, type GivenPool, givenGateway, givenPool, givenToken, NOW, raw } from './given-gateway.ts';

let pool: GivenPool;
let authorization: string;

beforeAll(async () => {
  pool = givenPool('eu-central-1_workforce');
  authorization = `Bearer ${await givenToken(pool)}`;
});

const caller = () => ({ headers: { authorization } });

describe('the event', () => {
  it('is the one of a REST API with Lambda proxy integration', async () => {
    const gateway = await givenGateway([pool]);

    await gateway.request('/v1/notes/a%2Fb%20c?limit=5&tag=x&tag=y%20z', {
      headers: { authorization, 'User-Agent': 'test/1' },
    });

    expect(gateway.calls[0]?.event).toMatchObject({
      resource: '/v1/notes/{noteId}',
      path: '/v1/notes/a%2Fb%20c',
      httpMethod: 'GET',
      pathParameters: { noteId: 'a/b c' },
      queryStringParameters: { limit: '5', tag: 'y z' },
      multiValueQueryStringParameters: { limit: ['5'], tag: ['x', 'y z'] },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        resourcePath: '/v1/notes/{noteId}',
        httpMethod: 'GET',
        protocol: 'HTTP/1.1',
        requestTime: '21/Nov/2026:10:00:00 +0000',
        requestTimeEpoch: NOW,
        identity: { sourceIp: '127.0.0.1', userAgent: 'test/1' },
      },
    });
  });

  it('says null for what is absent, and has no authorizer on a public route', async () => {
    const gateway = await givenGateway([pool]);

    await gateway.request('/facts', { headers: { authorization: 'Bearer nonsense' } });

    const event = gateway.calls[0]?.event;
    expect(event).toMatchObject({ pathParameters: null, queryStringParameters: null, body: null });
    expect(event?.requestContext.authorizer).toBeUndefined();
  });

  it('carries the body as text and the request id of the answer', async () => {
    const gateway = await givenGateway([pool]);

    const response = await gateway.request('/v1/notes', { ...caller(), method: 'POST', body: '{"body":"Grüße 👋"}' });

    expect(gateway.calls[0]?.event.body).toBe('{"body":"Grüße 👋"}');
    expect(response.headers.get('x-amzn-requestid')).toBe(gateway.calls[0]?.event.requestContext.requestId);
  });

  it('folds a header that comes several times, in any case: the last alone, and all of them', async () => {
    const gateway = await givenGateway([pool]);
    const headers = `Host: localhost\r\nX-One: a\r\nx-one: b\r\nX-ONE: c, d\r\nConnection: close`;

    await raw(gateway.port, `GET /facts HTTP/1.1\r\n${headers}\r\n\r\n`);

    const event = gateway.calls[0]?.event;
    expect(event?.multiValueHeaders['X-One']).toEqual(['a', 'b', 'c, d']);
    expect(event?.headers['X-One']).toBe('c, d');
    expect(Object.keys(event?.headers ?? {}).sort()).toEqual(['Host', 'X-One']);
  });

  it('comes with a context of its own', async () => {
    const gateway = await givenGateway([pool]);

    await gateway.request('/facts');

    const context = gateway.calls[0]?.context;
    expect(context).toMatchObject({ functionName: 'coachvault-eu-public', logGroupName: '/coachvault/eu/public' });
    expect(context?.awsRequestId).not.toBe(gateway.calls[0]?.event.requestContext.requestId);
    expect(context?.getRemainingTimeInMillis()).toBeGreaterThan(20_000);
  });
});

describe('routes', () => {
  it('a literal segment wins over a parameter', async () => {
    const gateway = await givenGateway([pool]);

    await gateway.request('/v1/notes/latest', caller());

    expect(gateway.calls[0]?.event.resource).toBe('/v1/notes/latest');
  });

  it('unknown paths and methods are no operation of the API, whoever asks', async () => {
    const gateway = await givenGateway([pool]);

    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/v1/nothing'],
      ['GET', '/v1/notes/'],
      ['GET', '/v1/notes/a/b'],
      ['DELETE', '/v1/notes/a'],
      ['PUT', '/facts'],
    ]) {
      await expectProblem(await gateway.request(path ?? '', { method: method ?? '' }), 404, 'no-such-route');
    }
  });

  it('malformed escapes in a path are a malformed request', async () => {
    const gateway = await givenGateway([pool]);

    for (const path of ['/v1/notes/%', '/v1/notes/%zz', '/v1/notes/%c3%28', '/v1/notes/%ff']) {
      await expectProblem(await gateway.request(path, caller()), 400, 'malformed-request');
    }
  });

  it('answers a page’s question before the call with the methods of the path', async () => {
    const gateway = await givenGateway([pool]);

    const known = await gateway.request('/v1/notes', { method: 'OPTIONS', headers: { origin: 'https://app.example' } });
    const unknown = await gateway.request('/v1/nothing', { method: 'OPTIONS' });

    expect(known.status).toBe(204);
    expect(known.headers.get('access-control-allow-methods')).toBe('POST,OPTIONS');
    expect(known.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    await expectProblem(unknown, 404, 'no-such-route');
  });
});
