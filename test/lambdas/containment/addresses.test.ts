import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { type Response, responseOn } from './given-response.ts';

let instance: GivenInstance;
let response: Response;

beforeAll(async () => {
  instance = await givenInstance();
  response = await responseOn(instance);
});

/** Asks for a public document from an address of this machine, and answers status and body. */
const askFrom = (localAddress: string): Promise<{ status: number; body: unknown }> =>
  new Promise((resolve, reject) => {
    const asked = request(`${instance.apiUrl}/.well-known/coachvault`, { localAddress, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) }),
      );
    });
    asked.on('error', reject).end();
  });

describe('blocked addresses', () => {
  it('IR3: whoever is at a blocked address is refused by the firewall, nobody else is, and it goes back', async () => {
    const { hands, eyes } = response;
    expect((await askFrom('127.0.0.66')).status).toBe(200);

    await hands.addresses.block('127.0.0.66/32');
    expect(await eyes.isBlocked('127.0.0.66/32')).toBe(true);
    const refused = await askFrom('127.0.0.66');
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ type: 'https://coachvault.dev/problems/forbidden', status: 403 });
    expect((await askFrom('127.0.0.67')).status).toBe(200);

    await hands.addresses.unblock('127.0.0.66/32');
    expect(await eyes.isBlocked('127.0.0.66/32')).toBe(false);
    expect((await askFrom('127.0.0.66')).status).toBe(200);
  });

  it('IR3: of changes at the same time none is lost, in both families', async () => {
    const { hands, eyes } = response;
    const ranges = [1, 2, 3, 4].flatMap((part) => [`203.0.113.${part}/32`, `2001:db8:${part}::/48`]);

    await Promise.all(ranges.map((range) => hands.addresses.block(range)));
    expect(await Promise.all(ranges.map((range) => eyes.isBlocked(range)))).toEqual(ranges.map(() => true));
    await Promise.all(ranges.slice(2).map((range) => hands.addresses.unblock(range)));
    expect(await Promise.all(ranges.map((range) => eyes.isBlocked(range)))).toEqual(ranges.map((_, at) => at < 2));
  });

  it('IR3: blocking twice is blocking once, and unblocking what was not blocked changes nothing', async () => {
    const { hands, eyes } = response;
    await hands.addresses.block('198.51.100.0/24');
    await hands.addresses.block('198.51.100.0/24');
    await hands.addresses.unblock('198.51.100.0/24');
    await hands.addresses.unblock('198.51.100.0/24');
    expect(await eyes.isBlocked('198.51.100.0/24')).toBe(false);
  });

  it.each(['127.0.0.1/32', '127.0.0.0/24', '::1/128'])('IR3: %s is never blocked: it is ours', async (range) => {
    await expect(response.hands.addresses.block(range)).rejects.toThrow('addresses of ours');
    expect(await response.eyes.isBlocked(range)).toBe(false);
  });

  it.each(['203.0.0.0/15', '2001::/31', '203.0.113.7', 'everybody'])('IR3: %s is refused', async (range) => {
    await expect(response.hands.addresses.block(range)).rejects.toThrow('no range that a response may block');
    expect(await response.eyes.isBlocked(range)).toBeUndefined();
  });
});
