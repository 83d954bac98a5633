import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { accessLogEntry } from '#/domain/data-map/entities/safeguards.ts';
import { shapeOf, type ValuesOf } from '#/domain/data-map/entity.ts';
import { delay, denied, drop, leaveUnprocessed, retryAtOnce, serverError, throttle } from '#/test/support/faults.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { givenMember, type Person } from '#/test/support/people.ts';
import { firstNote, givenNote, givenWorld, type World } from './given-world.ts';

type Entry = ValuesOf<typeof accessLogEntry>;

describe('what is read through the door', () => {
  let world: World;
  let notePath: string;
  let restoreWaiting: () => void;
  let otherClient: Person;
  let reads: readonly (readonly [name: string, path: string])[];

  beforeAll(async () => {
    world = await givenWorld();
    restoreWaiting = retryAtOnce();
    notePath = await givenNote(world);
    otherClient = await givenMember(world.instance, world.organization, 'client');
    reads = [
      ['a note', notePath],
      ['a list', world.notesPath],
      ['an engagement', world.engagementPath],
      ['a list of engagements', '/v1/engagements'],
      ['the own profile', '/v1/me'],
    ];
    world.instance.clock.advance(3_000);
    // The functions that these paths lead to have met the engagement and hold its keys.
    for (const [, path] of reads) await world.client.call('GET', path);
  });
  afterEach(() => world.faults.clear());
  afterAll(() => restoreWaiting());

  async function entriesOf(subject: string): Promise<Entry[]> {
    const rows = await world.tables.scan('accesslog');
    const own = rows.filter(({ pk }) => pk === `subject#${subject}`).sort((a, b) => a.createdAt - b.createdAt);
    return own.map(({ fields }) => fields as Entry);
  }
  const noteId = () => String(notePath.split('/').at(-1));

  function expectUnavailable({ status, headers, body }: ApiAnswer): void {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toMatch(/^[1-9]/);
    expect(body).toMatchObject({ type: 'https://coachvault.dev/problems/unavailable' });
    for (const secret of [firstNote, 'Ottilie', 'people.example', 'Injected']) {
      expect(JSON.stringify(body)).not.toContain(secret);
    }
  }

  it('MO1: is in the log of the person it is about, with who, which role, what for and which record', async () => {
    const earlier = await entriesOf(world.client.personId);
    expect((await world.coach.call('GET', notePath)).status).toBe(200);
    const added = (await entriesOf(world.client.personId)).slice(earlier.length);
    expect(added).toEqual([
      {
        outcome: 'opened',
        actorId: world.coach.personId,
        role: 'coach',
        purpose: 'coaching',
        route: 'readNote',
        records: [`note:${noteId()}`],
        at: expect.any(Number),
      },
    ]);
  });

  it('MO1: is not released while its log entry is not written', async () => {
    let answered = false;
    const waits: boolean[] = [];
    world.faults.inject({ operation: 'PutItem' }, async (call, send) => {
      await delay(150)(call, async () => ({ status: 200, body: {} }));
      waits.push(answered);
      return send();
    });
    const read = await world.coach.call('GET', notePath).then((answer) => {
      answered = true;
      return answer;
    });
    expect(read.status).toBe(200);
    expect(waits).toEqual([false]);
  });

  it.each([
    ['refused', denied],
    ['throttled', throttle],
    ['failed', serverError],
    ['cut off', drop],
  ])('MO1: fails, and shows nothing, when the log entry is %s', async (_, fault) => {
    for (const [, path] of reads)
      for (const person of [world.coach, world.client]) {
        world.faults.inject({ operation: 'PutItem', lasting: true }, fault);
        expectUnavailable(await person.call('GET', path));
        world.faults.clear();
      }
  });

  it('MO1: is in the log once, though the entry’s first answer got lost', async () => {
    const earlier = await entriesOf(world.client.personId);
    world.faults.inject({ operation: 'PutItem' }, async (_, send) => {
      await send();
      throw Object.assign(new Error('Injected.'), { name: 'TimeoutError' });
    });
    expect((await world.coach.call('GET', notePath)).status).toBe(200);
    expect(await entriesOf(world.client.personId)).toHaveLength(earlier.length + 1);
  });

  it('MO1: a refusal is logged before it is answered, with its reason', async () => {
    const earlier = await entriesOf(world.client.personId);
    expect((await otherClient.call('GET', notePath)).status).toBe(404);
    const added = (await entriesOf(world.client.personId)).slice(earlier.length);
    expect(
      added.map(({ outcome, actorId, reason, records }) => ({ outcome, actorId, reason, records })),
    ).toContainEqual({
      outcome: 'refused',
      actorId: otherClient.personId,
      reason: 'no_relation',
      records: [`note:${noteId()}`],
    });
  });

  it('MO1: a refusal that cannot be logged is not answered as such', async () => {
    world.faults.inject({ operation: 'PutItem', lasting: true }, denied);
    expectUnavailable(await otherClient.call('GET', notePath));
  });

  it.each([
    ['the note', (key: string) => key.includes('|note#')],
    ['the key', (key: string) => key.includes('|key#')],
    ['the engagement', (key: string) => key.endsWith('|engagement')],
    ['the session epochs', (key: string) => key.startsWith('epoch#')],
    ['everything', () => true],
  ])('a batch that leaves %s unprocessed is asked again, and never read as "not there"', async (_, leaves) => {
    world.faults.inject({ operation: 'BatchGetItem' }, leaveUnprocessed(leaves));
    expect((await world.client.call('GET', notePath)).status).toBe(200);
    world.faults.clear();
    world.faults.inject({ operation: 'BatchGetItem', lasting: true }, leaveUnprocessed(leaves));
    expectUnavailable(await world.client.call('GET', notePath));
  });

  it.each([
    ['throttled', throttle],
    ['failed', serverError],
    ['cut off', drop],
  ])('a read that is %s for good is a 503 with Retry-After', async (_, fault) => {
    for (const [, path] of reads) {
      world.faults.inject({ operation: 'BatchGetItem', lasting: true }, fault);
      expectUnavailable(await world.client.call('GET', path));
      world.faults.clear();
    }
    world.faults.inject({ operation: 'Query', lasting: true }, fault);
    expectUnavailable(await world.client.call('GET', world.notesPath));
  });

  it('EN13 MO13: every entry holds ids and words of the data map, and no text', async () => {
    const entry = z.strictObject(shapeOf(accessLogEntry.fields));
    for (const { fields } of await world.tables.scan('accesslog'))
      expect(entry.safeParse(fields).error).toBeUndefined();
  });
});
