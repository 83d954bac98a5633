import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '#/test/support/instance.ts';
import type { Engagement, Person } from '#/test/support/people.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from './given-world.ts';
import type { StoredRow } from './raw-tables.ts';
import { findWritten } from './written-files.ts';

const texts = {
  first: 'Quarrels with Ottilie about the merger.',
  second: 'Fears the board meeting in Trondheim.',
  revised: 'Made peace with Ottilie.',
  other: 'Wants to leave for Patagonia.',
  message: 'Bring the blue folder, please.',
  planted: 'The client confessed everything.',
};

/** The problems an answer may be when an envelope does not open: never data, and nothing of what went wrong. */
function expectClosed({ status, body }: ApiAnswer, statuses: readonly number[] = [500]): void {
  expect(statuses).toContain(status);
  const { instance, type, title, detail, mend } = body as Record<string, string>;
  expect(Object.keys(body as object).toSorted()).toEqual(
    ['detail', 'instance', 'mend', 'status', 'title', 'type'].filter((name) => name in (body as object)),
  );
  expect(instance).toMatch(/^urn:request:/);
  for (const text of Object.values(texts)) expect([type, title, detail, mend].join()).not.toContain(text);
}

describe('EN7 EN13: an envelope that was moved, replayed or relabelled in the tables', () => {
  let world: World;
  let other: Engagement;
  let notePath: string;
  let rows: { first: StoredRow; old: StoredRow; second: StoredRow; other: StoredRow; message: StoredRow };

  const rowOf = (noteId: string | undefined) => world.tables.one('coaching', ({ sk }) => sk.endsWith(String(noteId)));
  const idIn = (path: string) => path.split('/').at(-1);

  beforeAll(async () => {
    world = await givenWorld();
    other = await givenOtherEngagement(world);
    notePath = await givenNote(world, texts.first);
    const old = await rowOf(idIn(notePath));
    await world.coach.call('PATCH', notePath, { body: { body: texts.revised }, headers: { 'if-match': '"1"' } });
    const secondPath = await givenNote(world, texts.second);
    const sessions = `/v1/engagements/${other.engagementId}/sessions`;
    const startsAt = new Date(world.instance.clock.now()).toISOString();
    const session = await world.coach.call('POST', sessions, { body: { startsAt, durationMinutes: 30 } });
    const { sessionId } = session.body as { sessionId: string };
    const otherPath = await givenNote({ ...world, notesPath: `${sessions}/${sessionId}/notes` }, texts.other);
    await world.client.call('POST', `${world.engagementPath}/messages`, { body: { body: texts.message } });
    rows = {
      first: await rowOf(idIn(notePath)),
      old,
      second: await rowOf(idIn(secondPath)),
      other: await rowOf(idIn(otherPath)),
      message: await world.tables.one('coaching', ({ entity }) => entity === 'message'),
    };
  });

  afterEach(async () => {
    await world.tables.put(rows.first);
    const read = await world.client.call('GET', notePath);
    expect(read.body).toMatchObject({ body: texts.revised, version: 2 });
  });

  const readers = (): Person[] => [world.coach, world.client];
  const envelope = ({ sealed, keyId }: StoredRow): Partial<StoredRow> => ({ sealed, keyId }) as Partial<StoredRow>;
  function flipped({ sealed }: StoredRow, at: number): Partial<StoredRow> {
    const bytes = Uint8Array.from(sealed ?? []);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return { sealed: bytes };
  }

  it.each<[string, () => Partial<StoredRow>]>([
    ['of another note under the same key', () => envelope(rows.second)],
    ['of another record of the same engagement', () => envelope(rows.message)],
    ['of an earlier version', () => envelope(rows.old)],
    [
      'of an earlier version, relabelled as such but for its fields',
      () => ({
        ...rows.old,
        fields: { ...rows.old.fields, visibility: 'author' },
      }),
    ],
    ['under another version', () => ({ version: 1 })],
    ['under a later version', () => ({ version: 3 })],
    ['as the record of another person', () => ({ subject: other.client.personId })],
    ['as a record of another kind', () => ({ entity: 'message' })],
    ['with its visibility flipped', () => ({ fields: { ...rows.first.fields, visibility: 'author' } })],
    ['with its author flipped', () => ({ fields: { ...rows.first.fields, authorId: world.client.personId } })],
    ['with the time of its making moved', () => ({ createdAt: Number(rows.first.createdAt) + 1 })],
    ['with the time of its last change moved', () => ({ updatedAt: Number(rows.first.updatedAt) - 1 })],
    ['with a bound field removed', () => ({ fields: { authorId: rows.first.fields.authorId } })],
    ['with a readable value planted beside it', () => ({ fields: { ...rows.first.fields, body: texts.planted } })],
    ['with its first byte flipped', () => flipped(rows.first, 0)],
    ['with a byte of its nonce flipped', () => flipped(rows.first, 5)],
    ['with a byte of its content flipped', () => flipped(rows.first, 15)],
    ['with a byte of its tag flipped', () => flipped(rows.first, (rows.first.sealed?.length ?? 0) - 1)],
    ['cut short', () => ({ sealed: Uint8Array.from(rows.first.sealed ?? []).subarray(0, 20) })],
    ['taken away', () => ({ sealed: undefined }) as never],
  ])('%s does not open', async (_, change) => {
    await world.tables.put({ ...rows.first, ...change() });
    for (const reader of readers()) {
      expectClosed(await reader.call('GET', notePath));
      expectClosed(await reader.call('GET', world.notesPath));
    }
    const revision = { body: { body: 'Over it.' }, headers: { 'if-match': '"2"' } };
    expectClosed(await world.coach.call('PATCH', notePath, revision), [412, 500]);
  });

  it('under another key, its own or one that never was, it counts as erased', async () => {
    for (const keyId of [rows.other.keyId, 'AAAAAAAAAAAAAAAAAAAAAA'] as string[]) {
      await world.tables.put({ ...rows.first, keyId });
      for (const reader of readers()) expectClosed(await reader.call('GET', notePath), [410]);
    }
    await world.tables.put({ ...rows.first, ...envelope(rows.other) });
    for (const reader of readers()) expectClosed(await reader.call('GET', notePath), [410]);
  });

  it('a text planted for a field that the envelope leaves out is not shown', async () => {
    const goals = `${world.engagementPath}/goals`;
    const set = await world.coach.call('POST', goals, { body: { title: 'Speak up' } });
    const { goalId } = set.body as { goalId: string };
    const row = await rowOf(goalId);
    await world.tables.put({ ...row, fields: { ...row.fields, description: texts.planted } });
    for (const reader of readers()) expectClosed(await reader.call('GET', `${goals}/${goalId}`));
    await world.tables.put(row);
  });

  it('IA4: an engagement row with another coach, client, organisation or state gives nobody access', async () => {
    const row = await world.tables.one('directory', ({ pk, sk }) => sk === 'engagement' && pk.includes(idOf(world)));
    const changes = [
      { coachId: other.client.personId },
      { clientId: other.client.personId },
      { organizationId: 'eu.organization_01J9ZC8QX1V5N4B7T2W3Y6K8M0' },
      { status: 'paused' },
      { retentionMonths: 1 },
    ];
    for (const change of changes) {
      await world.tables.put({ ...row, fields: { ...row.fields, ...change } });
      for (const reader of [...readers(), other.client]) {
        expectClosed(await reader.call('GET', notePath), [401, 404, 500]);
        expectClosed(await reader.call('GET', world.engagementPath), [401, 404, 500]);
      }
    }
    await world.tables.put(row);
  });

  it('a profile with the envelope of somebody else shows nobody’s address', async () => {
    const profile = (person: Person) =>
      world.tables.one('directory', ({ pk, sk }) => sk === 'profile' && pk.endsWith(person.personId));
    const [own, foreign] = [await profile(world.client), await profile(other.client)];
    await world.tables.put({ ...own, ...envelope(foreign) });
    expectClosed(await world.client.call('GET', '/v1/me'), [410]);
    await world.tables.put({ ...own, sealed: foreign.sealed } as StoredRow);
    expectClosed(await world.client.call('GET', '/v1/me'));
    await world.tables.put(own);
  });

  it('MO13: leaves nothing of either record in a log', () => {
    expect(findWritten(world.instance.folder.at('logs'), Object.values(texts))).toEqual([]);
  });

  const idOf = ({ engagement }: World): string => engagement.engagementId;
});
