import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem, type GivenPool, givenGateway, givenPool, givenToken, raw } from './given-gateway.ts';

let pool: GivenPool;
let authorization: string;

beforeAll(async () => {
  pool = givenPool('eu-central-1_workforce');
  authorization = `Bearer ${await givenToken(pool)}`;
});

const caller = () => ({ headers: { authorization } });

describe('what a caller may send', () => {
  it('a body above 10 MB is refused while it streams in, announced or not', async () => {
    const gateway = await givenGateway([pool]);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)) });

    const announced = await gateway.request('/v1/notes', { ...caller(), method: 'POST', body: 'x'.repeat(11_000_000) });
    const streamed = await gateway.request('/v1/notes', {
      ...caller(),
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit);

    await expectProblem(announced, 413, 'body-too-large');
    await expectProblem(streamed, 413, 'body-too-large');
    expect(gateway.calls).toHaveLength(0);
  });

  it('what is no HTTP, or has too many headers, gets a problem and the connection ends', async () => {
    const gateway = await givenGateway([pool]);

    for (const request of [
      'nonsense\r\n\r\n',
      `GET /facts HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(12_000)}\r\n\r\n`,
    ]) {
      const answer = await raw(gateway.port, request);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"type":"https://coachvault.dev/problems/malformed-request"');
    }
  });

  it('a name that points at this machine from elsewhere is refused', async () => {
    const gateway = await givenGateway([pool]);

    const answer = await raw(gateway.port, 'GET /facts HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(gateway.calls).toHaveLength(0);
  });

  it('too many at once are told to wait', async () => {
    const gateway = await givenGateway([pool], undefined, { throttle: { rate: 1, burst: 2 } });

    const answers = await Promise.all([1, 2, 3].map(() => gateway.request('/facts')));

    const refused = answers.find(({ status }) => status !== 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect((await expectProblem(refused as Response, 429, 'too-many-requests')).get('retry-after')).toBe('1');
  });
});

describe('what a function answers', () => {
  it('leaves as it is, several values of a header included; API Gateway renames those it sends itself', async () => {
    const gateway = await givenGateway([pool], async () => ({
      statusCode: 201,
      headers: { ETag: '"3"', 'WWW-Authenticate': 'Bearer', 'Content-Length': '9999' },
      multiValueHeaders: { Link: ['<a>', '<b>'] },
      body: 'Grüße',
    }));

    const response = await gateway.request('/facts');

    expect(response.status).toBe(201);
    expect(await response.text()).toBe('Grüße');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag: '"3"',
      link: '<a>, <b>',
      'x-amzn-remapped-www-authenticate': 'Bearer',
      'content-length': '7',
    });
  });

  it('bytes come from base64, for a caller who asks for bytes; anybody else gets the base64, as from API Gateway', async () => {
    const gateway = await givenGateway([pool], async () => ({
      statusCode: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from([0, 255, 1]).toString('base64'),
      isBase64Encoded: true,
    }));

    const asked = await gateway.request('/facts', { headers: { accept: 'application/octet-stream' } });
    expect([...new Uint8Array(await asked.arrayBuffer())]).toEqual([0, 255, 1]);
    expect(await (await gateway.request('/facts')).text()).toBe('AP8B');
  });

  it('an error, or what is no answer, becomes a problem that says nothing of it', async () => {
    for (const answer of [
      () => Promise.reject(new RangeError('secret of a person')),
      async () => ({}) as never,
      async () => ({ statusCode: 99, body: '' }),
      async () => ({ statusCode: 200, headers: { 'bad header': 'x\r\ny' }, body: 'secret of a person' }),
    ]) {
      const gateway = await givenGateway([pool], answer);

      const response = await gateway.request('/facts');

      expect(await response.clone().text()).not.toContain('secret');
      await expectProblem(response, 500, 'internal');
      expect(gateway.lines.join()).not.toContain('secret');
    }
  });

  it('no answer in time becomes "unavailable", and the connection goes on', async () => {
    const gateway = await givenGateway([pool], () => new Promise(() => undefined), { limitMs: 30 });

    const response = await gateway.request('/facts');

    expect((await expectProblem(response, 503, 'unavailable')).get('retry-after')).toBe('1');
    expect(gateway.lines).toEqual(['gateway: the function of public did not answer within 30 ms']);
  });

  it('is loaded once, at the first request, and runs concurrently', async () => {
    let loads = 0;
    let running = 0;
    let most = 0;
    const gateway = await givenGateway([pool], undefined, {
      load: async () => {
        loads += 1;
        return async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 10));
          running -= 1;
          return { statusCode: 200, body: '' };
        };
      },
    });

    await Promise.all([1, 2, 3].map(() => gateway.request('/facts')));

    expect({ loads, most }).toEqual({ loads: 1, most: 3 });
  });
});

it('a taken port gets one sentence with the mend', async () => {
  const { port } = await givenGateway([pool]);

  await expect(givenGateway([pool], undefined, { port })).rejects.toThrow(
    `The port ${port} is taken: stop what uses it, or choose others with "npm start -- --port-base N".`,
  );
});
