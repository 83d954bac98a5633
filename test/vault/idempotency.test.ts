import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { beforeSending } from '#/test/support/faults.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import type { Person } from '#/test/support/people.ts';
import { withFreshTokens } from './fresh-tokens.ts';
import { givenWorld, type World } from './given-world.ts';

describe('a POST with an Idempotency-Key', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  const send = (key: string, text = 'Once.', by: Person = world.client): Promise<ApiAnswer> =>
    by.call('POST', `${world.engagementPath}/messages`, { body: { body: text }, headers: { 'idempotency-key': key } });
  const idOf = ({ body }: ApiAnswer): string => (body as { messageId: string }).messageId;
  const countOf = async (entity: string) => (await world.tables.all()).filter((row) => row.entity === entity).length;

  it('repeated one after the other is executed once and answered alike', async () => {
    const [key, earlier] = [randomUUID(), await countOf('message')];
    const first = await send(key);
    const again = await send(key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await countOf('message')).toBe(earlier + 1);
  });

  it('sent ten times at once is executed once', async () => {
    const [key, messages, events] = [randomUUID(), await countOf('message'), await countOf('outbox_event')];
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(await countOf('message')).toBe(messages + 1);
    expect(await countOf('outbox_event')).toBe(events + 1);
  });

  it('overtaken by its own repetition between gate and transaction answers what that one made', async () => {
    const key = randomUUID();
    let inside: ApiAnswer | undefined;
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(async () => {
        inside = await send(key);
      }),
    );
    const outside = await send(key);
    expect(outside.status).toBe(201);
    expect(idOf(outside)).toBe(idOf(inside as ApiAnswer));
  });

  it('overtaken by another body under the same key is refused', async () => {
    const key = randomUUID();
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(() => send(key, 'Something else.')),
    );
    expect((await send(key)).status).toBe(422);
  });

  it('is the caller’s own: the same key of somebody else is another request', async () => {
    const key = randomUUID();
    const [mine, yours] = [await send(key), await send(key, 'Mine, too.', world.coach)];
    expect([mine.status, yours.status]).toEqual([201, 201]);
    expect(idOf(mine)).not.toBe(idOf(yours));
  });

  it('is the route’s own, and the path is part of the request', async () => {
    const key = randomUUID();
    await send(key);
    const headers = { 'idempotency-key': key };
    const goal = await world.client.call('POST', `${world.engagementPath}/goals`, { body: { title: 'Calm' }, headers });
    expect(goal.status).toBe(201);
    const foreign = world.engagementPath.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const elsewhere = await world.client.call('POST', `${foreign}/messages`, { body: { body: 'Once.' }, headers });
    expect(elsewhere.status).toBe(404);
  });

  it('a refused request is not remembered: the key may be used again', async () => {
    const key = randomUUID();
    expect((await send(key, '')).status).toBe(400);
    expect((await send(key, 'Now with words.')).status).toBe(201);
  });

  it('replays the record as it is now, not as it was', async () => {
    const key = randomUUID();
    const set = () =>
      world.client.call('POST', `${world.engagementPath}/goals`, {
        body: { title: 'Sleep' },
        headers: { 'idempotency-key': key },
      });
    const { goalId } = (await set()).body as { goalId: string };
    const path = `${world.engagementPath}/goals/${goalId}`;
    await world.client.call('PATCH', path, { body: { progress: 40 }, headers: { 'if-match': '"1"' } });
    expect(await set()).toMatchObject({ status: 201, body: { goalId, progress: 40, version: 2 } });
  });

  it('keeps neither the key nor the body: the record is keyed hashes, a status and an id', async () => {
    const key = 'my-own-memorable-key';
    await send(key, 'Words that must not stand there.');
    const records = (await world.tables.scan('activity')).filter(({ entity }) => entity === 'idempotency_record');
    expect(records.length).toBeGreaterThan(0);
    expect(JSON.stringify(records)).not.toMatch(/memorable|must not stand/);
    for (const { fields, createdAt, ttl } of records) {
      expect(Object.keys(fields).toSorted()).toEqual(['bodyHash', 'resourceId', 'status']);
      expect(ttl).toBe(Math.ceil(createdAt / 1000) + 86_400);
    }
  });

  it('is remembered for 24 hours to the millisecond, whether or not TTL has deleted it', async () => {
    const key = randomUUID();
    const first = await send(key);
    const [row] = (await world.tables.scan('activity'))
      .filter(({ fields }) => fields.resourceId === idOf(first))
      .filter(({ entity }) => entity === 'idempotency_record');
    if (!row) throw new Error('No idempotency record.');
    const aged = (ms: number) => world.tables.put({ ...row, createdAt: world.instance.clock.now() - ms });
    await aged(86_400_000 - 5_000);
    expect(idOf(await send(key))).toBe(idOf(first));
    await aged(86_400_000);
    const next = await send(key, 'Another day.');
    expect(next.status).toBe(201);
    expect(idOf(next)).not.toBe(idOf(first));
  });

  it('repeated after the key of the record was destroyed answers that it is erased', async () => {
    world = { ...world, client: await withFreshTokens(world.instance, world.client) };
    const idempotencyKey = randomUUID();
    expect((await send(idempotencyKey)).status).toBe(201);
    const row = await world.tables.one(
      'keys',
      ({ pk, sk }) => pk.endsWith(world.client.personId) && sk === 'key#coaching',
    );
    await world.tables.remove(row);
    expect((await send(idempotencyKey)).status).toBe(410);
  });
});
