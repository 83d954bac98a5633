import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WayOut } from '#/lambdas/platform/runtime.ts';
import { isPublicAddress } from '#/lambdas/webhooks/addresses.ts';
import { NoReply, post } from '#/lambdas/webhooks/post.ts';
import { givenReceiver, type Receiver } from '#/test/support/receiver.ts';

const message = { headers: { 'webhook-id': 'id' }, body: '{"a":1}' };

describe('IN3: a message to a third party', () => {
  let receiver: Receiver;
  let other: Receiver;
  beforeAll(async () => {
    receiver = await givenReceiver();
    other = await givenReceiver('inside.example');
  });
  afterAll(async () => {
    await receiver.close();
    await other.close();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    other.received.length = 0;
    receiver.answer = () => ({ status: 200 });
  });
  const url = (path = '/in?x=1') => new URL(path, `https://${receiver.host}`);
  const way = (changes: Partial<WayOut> = {}): WayOut => ({ ...receiver.way, ...changes });
  const expectNoReply = async (sending: Promise<unknown>, reason: NoReply['reason']) => {
    const refusal = await sending.then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(refusal).toBeInstanceOf(NoReply);
    expect((refusal as NoReply).reason).toBe(reason);
    expect((refusal as NoReply).message).not.toContain(receiver.host);
  };

  it('arrives as it was sent, and its answer comes back', async () => {
    receiver.answer = () => ({ status: 202, body: 'later' });
    expect(await post(url(), message, way())).toEqual({ status: 202, body: 'later' });
    expect(receiver.received).toMatchObject([{ path: '/in?x=1', body: message.body, headers: { 'webhook-id': 'id' } }]);
  });

  it('goes nowhere when any address of the name is not allowed', async () => {
    const isAllowed = (address: string) => address === '127.0.0.1' || isPublicAddress(address);
    for (const addresses of [
      ['127.0.0.1', '10.0.0.1'],
      ['10.0.0.1', '127.0.0.1'],
      ['127.0.0.1', '::ffff:10.0.0.1'],
      [],
    ]) {
      await expectNoReply(post(url(), message, way({ isAllowed, resolve: async () => addresses })), 'address');
    }
    expect(receiver.received).toEqual([]);
  });

  it('goes to the address that was looked at, though the name leads elsewhere by then', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return answers[asked.length - 1] ?? [];
    };
    expect((await post(url(), message, way({ resolve }))).status).toBe(200);
    expect(asked).toEqual([receiver.host]);
    await expectNoReply(post(url(), message, way({ resolve })), 'address');
    expect(receiver.received).toHaveLength(1);
  });

  it.each(['https://127.0.0.1/', 'https://[::1]/', 'http://hooks.calendar.example/'])(
    'does not go to %s',
    async (to) => {
      await expectNoReply(post(new URL(to), message, way()), 'address');
    },
  );

  it.each([301, 302, 303, 307, 308])('follows no redirect (%s)', async (status) => {
    receiver.answer = () => ({ status, headers: { location: `https://${other.host}/` } });
    expect((await post(url(), message, way())).status).toBe(status);
    expect(other.received).toEqual([]);
  });

  it('goes to nobody who cannot prove the name', async () => {
    const { ca: _, ...untrusting } = way();
    await expectNoReply(post(url(), message, untrusting), 'network');
    await expectNoReply(post(url(), message, { ...other.way, resolve: receiver.way.resolve }), 'network');
    expect([receiver.received, other.received]).toEqual([[], []]);
  });

  it('ends when the name cannot be resolved, or nobody listens', async () => {
    const resolve = async () => {
      throw new Error('ENOTFOUND hooks.calendar.example');
    };
    await expectNoReply(post(url(), message, way({ resolve })), 'network');
    await expectNoReply(post(url(), message, way({ port: 1 })), 'network');
  });

  it('reads only the beginning of an answer', async () => {
    receiver.answer = () => ({ status: 200, body: 'x'.repeat(3_000_000) });
    const { status, body } = await post(url(), message, way());
    expect([status, body.length]).toEqual([200, 16 * 1024]);
  });

  it('asks only the real Internet unless a test stands a way of its own in', async () => {
    const { wayOut } = await import('#/lambdas/webhooks/way-out.ts');
    const { port, isAllowed, ca } = wayOut();
    expect([port, isAllowed, ca]).toEqual([443, isPublicAddress, undefined]);
    await expectNoReply(post(new URL('https://localhost/'), message, wayOut()), 'address');
  });
});
