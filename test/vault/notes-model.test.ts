import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { givenSession, type Person } from '#/test/support/people.ts';
import { givenNote, givenSharedWorld, type World } from './given-world.ts';

type Who = 'coach' | 'client';
type Visibility = 'author' | 'participants';
type Operation =
  | { readonly does: 'write'; readonly who: Who; readonly body: string; readonly visibility: Visibility }
  | { readonly does: 'revise'; readonly who: Who; readonly nth: number; readonly stale: boolean; readonly body: string }
  | { readonly does: 'show'; readonly who: Who; readonly nth: number; readonly visibility: Visibility }
  | { readonly does: 'read'; readonly who: Who; readonly nth: number }
  | { readonly does: 'list'; readonly who: Who; readonly limit: number };
/** A note as anybody would keep it who does not think about keys, tables or logs. */
type Note = { id: string; author: Who; body: string; visibility: Visibility; version: number };

const who = fc.constantFrom<Who>('coach', 'client');
const nth = fc.nat({ max: 8 });
// Text as people write it: any script, no control characters, in the normal form that the API keeps.
const body = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.normalize('NFC'))
  .filter((text) => /^[^\p{Cc}\p{Cs}\p{Cn}]+$/u.test(text));
const visibility = fc.constantFrom<Visibility>('author', 'participants');
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('write' as const), who, body, visibility }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('revise' as const), who, nth, stale: fc.boolean(), body }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('show' as const), who, nth, visibility }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('read' as const), who, nth }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('list' as const), who, limit: fc.integer({ min: 1, max: 4 }) }),
  },
);

describe('notes of coach and client', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenSharedWorld();
  });

  const person = (name: Who): Person => world[name];
  const patch = (by: Person, path: string, changes: object, version: number): Promise<ApiAnswer> =>
    by.call('PATCH', path, { body: changes, headers: { 'if-match': `"${version}"` } });
  const isSeen = (note: Note, by: Who): boolean => note.author === by || note.visibility === 'participants';
  const shown = ({ id, body, visibility, version }: Note) => ({ noteId: id, body, visibility, version });

  /** Every page of the list, one after the other. */
  async function listed(path: string, by: Who, limit: number): Promise<unknown[]> {
    const items: unknown[] = [];
    let cursor = '';
    do {
      const answer = await person(by).call('GET', `${path}?limit=${limit}${cursor && `&cursor=${cursor}`}`);
      expect(answer.status).toBe(200);
      const page = answer.body as { items: unknown[]; next: string | null };
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      cursor = page.next ?? '';
    } while (cursor);
    return items;
  }

  async function revise(path: string, note: Note | undefined, by: Who, changes: Partial<Note>, stale: boolean) {
    if (!note) return;
    const version = stale ? note.version + 1 : note.version;
    const answer = await patch(person(by), `${path}/${note.id}`, changes, version);
    if (!isSeen(note, by)) return expect(answer.status).toBe(404);
    if (note.author !== by) return expect(answer.status).toBe(403);
    if (stale) return expect(answer.status).toBe(412);
    Object.assign(note, changes, { version: note.version + 1 });
    expect(answer).toMatchObject({ status: 200, body: shown(note) });
    expect(answer.headers.get('etag')).toBe(`"${note.version}"`);
  }

  /** Does one thing to the instance and to the model, and compares what both say. */
  async function run(path: string, notes: Note[], step: Operation): Promise<unknown> {
    if (step.does === 'write') {
      const { who: author, body, visibility } = step;
      const answer = await person(author).call('POST', path, { body: { body, visibility } });
      expect(answer.status).toBe(201);
      notes.push({ id: (answer.body as { noteId: string }).noteId, author, body, visibility, version: 1 });
      return expect(answer.body).toMatchObject(shown(notes.at(-1) as Note));
    }
    if (step.does === 'list') {
      const expected = notes.filter((note) => isSeen(note, step.who)).map(shown);
      const items = (await listed(path, step.who, step.limit)) as { noteId: string }[];
      expect(items).toHaveLength(expected.length);
      const byId = (a: { noteId: string }, b: { noteId: string }) => a.noteId.localeCompare(b.noteId);
      return expect(items.toSorted(byId)).toMatchObject(expected.toSorted(byId));
    }
    const note = notes[step.nth % Math.max(1, notes.length)];
    if (step.does === 'revise') return revise(path, note, step.who, { body: step.body }, step.stale);
    if (step.does === 'show') return revise(path, note, step.who, { visibility: step.visibility }, false);
    if (!note) return;
    const answer = await person(step.who).call('GET', `${path}/${note.id}`);
    if (!isSeen(note, step.who)) return expect(answer.status).toBe(404);
    return expect(answer).toMatchObject({ status: 200, body: shown(note) });
  }

  it('behave like a plain list in memory, whatever the two do to them in which order', async () => {
    const startsAt = new Date(world.instance.clock.now()).toISOString();
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 25 }), async (steps) => {
        const path = `${world.engagementPath}/sessions/${await givenSession(world.engagement, startsAt)}/notes`;
        const notes: Note[] = [];
        for (const step of steps) await run(path, notes, step);
        for (const who of ['coach', 'client'] as const) await run(path, notes, { does: 'list', who, limit: 100 });
      }),
      { numRuns: 12 },
    );
  });

  it('changed twice from the same version: one wins, the other is told', async () => {
    const path = await givenNote(world);
    for (let version = 1; version < 6; version++) {
      const answers = await Promise.all(
        [1, 2, 3, 4].map((writer) => patch(world.coach, path, { body: `Version by ${writer}.` }, version)),
      );
      const statuses = answers.map(({ status }) => status).toSorted();
      expect(statuses).toEqual([200, 412, 412, 412]);
      const winner = answers.find(({ status }) => status === 200);
      expect((await world.coach.call('GET', path)).body).toEqual(winner?.body);
      for (const { status, body } of answers) {
        if (status === 412) expect(body).toMatchObject({ type: 'https://coachvault.dev/problems/version-changed' });
      }
    }
  });

  it('changed by a transition twice at once: one wins, the other is told', async () => {
    const startsAt = new Date(world.instance.clock.now() - 60_000).toISOString();
    const session = `${world.engagementPath}/sessions/${await givenSession(world.engagement, startsAt)}`;
    const moves = ['complete', 'cancel', 'no-show'].map((move) => world.coach.call('POST', `${session}/${move}`));
    const statuses = (await Promise.all(moves)).map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 409, 409]);
    expect((await world.coach.call('GET', session)).body).toMatchObject({ version: 2 });
  });
});
