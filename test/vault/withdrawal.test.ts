import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { choose, givenConsent } from '#/test/support/consents.ts';
import { beforeSending, delay, tear } from '#/test/support/faults.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { expectStatus } from '#/test/support/people.ts';
import { givenWorld, type World } from './given-world.ts';

const begin = { body: { justificationId: 'REC-2026001', mediaType: 'audio/ogg' } } as const;

/** One request of many that run against a withdrawal. */
type Attempt = { readonly begunAt: number; readonly status: number };

describe('CO9: a withdrawal takes effect with its answer', () => {
  let world: World;
  let path: string;
  beforeAll(async () => {
    world = await givenWorld();
    path = `${world.engagementPath}/sessions/${world.sessionId}/recordings`;
  });
  afterEach(() => world.faults.clear());

  async function givenRecording(): Promise<string> {
    for (const person of [world.client, world.coach]) {
      const answer = await choose(person, 'session_recording', 'given');
      if (![200, 409].includes(answer.status)) throw new Error(`No consent: ${answer.status}`);
    }
    const { recordingId } = expectStatus(await world.coach.call('POST', path, begin), 201);
    const one = `${path}/${String(recordingId)}`;
    const part = await world.instance.call('PUT', `${one}/parts/1`, {
      token: world.coach.token,
      bytes: randomBytes(64),
    });
    expectStatus(part, 200);
    return one;
  }

  /** Whatever is left of what was collected for recordings alone. */
  const leftovers = async () => {
    const rows = (await world.tables.all()).filter(({ entity }) => entity.startsWith('recording'));
    return [...rows.map(({ sk }) => sk), ...(await objectsIn(world.instance, 'recordings'))];
  };

  it('0 of the reads and writes begun after it succeed, with 50 at work, and nothing is left behind', async () => {
    const one = await givenRecording();
    const attempts: Attempt[] = [];
    let isOver = false;
    // Batches tear all the time: the keys are read first, the rest a moment later.
    world.faults.inject(
      { operation: 'BatchGetItem', lasting: true },
      tear(
        (key) => key.startsWith('subject#'),
        () => sleep(Math.random() * 4),
      ),
    );
    world.faults.inject({ operation: 'TransactWriteItems', nth: 3, lasting: true }, delay(3));
    const work = async (worker: number) => {
      const person = worker % 2 === 0 ? world.coach : world.client;
      while (!isOver) {
        const begunAt = performance.now();
        const answer =
          worker % 5 === 0
            ? await person.call('POST', path, begin)
            : await person.call('GET', worker % 3 === 0 ? path : one);
        const items = (answer.body as { items?: unknown[] }).items;
        attempts.push({ begunAt, status: items?.length === 0 ? 204 : answer.status });
      }
    };
    const workers = Array.from({ length: 50 }, (_, worker) => work(worker));
    while (attempts.filter(({ status }) => status === 200).length < 20) await sleep(10);
    expectStatus(await choose(world.client, 'session_recording', 'withdrawn'), 200);
    const answeredAt = performance.now();
    while (attempts.filter(({ begunAt }) => begunAt > answeredAt).length < 200) await sleep(10);
    isOver = true;
    await Promise.all(workers);
    const later = attempts.filter(({ begunAt }) => begunAt > answeredAt);
    expect(later.filter(({ status }) => status !== 403)).toEqual([]);
    world.faults.clear();
    await world.instance.settled();
    expect(await leftovers()).toEqual([]);
  });

  it('however warm the keys are: they were in use a moment before', async () => {
    const one = await givenRecording();
    for (let count = 0; count < 3; count++) expectStatus(await world.coach.call('GET', one), 200);
    world.faults.clear();
    expectStatus(await choose(world.coach, 'session_recording', 'withdrawn'), 200);
    expect((await world.client.call('GET', one)).status).toBe(403);
    expect(world.faults.count('Decrypt')).toBe(0);
  });

  it('of a write that was under way nothing is written', async () => {
    await givenRecording();
    await world.instance.settled();
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(async () => {
        world.faults.clear();
        expectStatus(await choose(world.client, 'session_recording', 'withdrawn'), 200);
      }),
    );
    expect((await world.coach.call('POST', path, begin)).status).toBe(403);
    await world.instance.settled();
    expect(await leftovers()).toEqual([]);
  });

  it('and cannot be undone by a consent that is given again: what was sealed before stays gone', async () => {
    const one = await givenRecording();
    expectStatus(await choose(world.client, 'session_recording', 'withdrawn'), 200);
    await givenConsent(world.client, 'session_recording');
    expect([404, 410]).toContain((await world.client.call('GET', one)).status);
  });

  it('is refused as a whole when a hold comes in between, and succeeds when it is repeated', async () => {
    await givenRecording();
    const hold = {
      store: 'keys',
      pk: `subject#${world.client.personId}`,
      sk: 'holds',
      entity: 'subject_holds',
      version: 1,
      createdAt: 1,
      updatedAt: 1,
      subject: world.client.personId,
      fields: { holdIds: ['eu.hold_01J9ZC8QX1V5N4B7T2W3Y6K8M0'] },
    } as const;
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(() => world.tables.put(hold)),
    );
    const keys = async () => (await world.tables.scan('keys')).filter(({ pk }) => pk === hold.pk);
    expect((await choose(world.client, 'session_recording', 'withdrawn')).status).toBe(409);
    expect((await keys()).some(({ sk }) => sk === 'key#session_recording')).toBe(true);
    expectStatus(await choose(world.client, 'session_recording', 'withdrawn'), 200);
    const left = await keys();
    expect(left.some(({ sk }) => sk === 'key#session_recording')).toBe(false);
    // MI10: the key is not lost, but wrapped for legal claims, which no function of the API opens.
    expect(left.filter(({ entity }) => entity === 'held_key')).toHaveLength(1);
    await world.instance.settled();
    expect((await leftovers()).length).toBeGreaterThan(0);
  });
});
