import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { recording } from '#/domain/data-map/entities/recordings.ts';
import { certificateFile, givenCertificateOf, goneOf } from '#/test/support/erasures.ts';
import { drop, loseAnswer, retryAtOnce, throttle } from '#/test/support/faults.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { type Engagement, expectStatus, givenSession } from '#/test/support/people.ts';
import { givenRecordOf } from '#/test/support/planted.ts';
import { givenConfirmed, readRequest } from '#/test/support/requests.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';

describe('RI7: early deletion', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  type Noted = Engagement & { readonly notes: readonly string[] };
  async function givenNotes(count: number): Promise<Noted> {
    const engagement = await givenOtherEngagement(world);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const notesPath = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}/notes`;
    const notes: string[] = [];
    for (let number = 0; number < count; number++) {
      notes.push(await givenNote({ notesPath, coach: world.coach }, `Number ${number}.`));
    }
    return { ...engagement, notes };
  }
  const idOf = (path = ''): string => path.split('/').at(-1) ?? '';
  const keyIdsOf = async (personId: string) =>
    (await world.tables.scan('keys')).filter(({ pk }) => pk.endsWith(personId)).map(({ fields }) => fields.keyId);
  const noteRows = async ({ engagementId }: Engagement) =>
    (await world.tables.scan('coaching')).filter(({ pk, entity }) => pk.includes(engagementId) && entity === 'note');

  it('takes one record, at once and for both, and leaves its neighbours and all keys', async () => {
    const { client, notes, ...engagement } = await givenNotes(3);
    const before = await keyIdsOf(client.personId);
    const request = await givenConfirmed(client, { kind: 'early_deletion', about: `note:${idOf(notes[1])}` });
    await world.instance.settled();
    expect((await client.call('GET', notes[1] ?? '')).status).toBe(404);
    for (const path of [notes[0], notes[2]]) expect((await client.call('GET', path ?? '')).status).toBe(200);
    expect(await noteRows({ client, ...engagement })).toHaveLength(2);
    expect(await keyIdsOf(client.personId)).toEqual(expect.arrayContaining(before));
    expect((await readRequest(client, request)).state).toBe('completed');
    const certificate = await givenCertificateOf(world.instance, request.requestId);
    expect(certificate).toMatchObject({ basis: 'record', about: `note:${idOf(notes[1])}`, keysDestroyed: [] });
    expect(goneOf(certificate, 'note')).toBe(1);
    const own = await client.call('GET', `/v1/me/requests/${request.requestId}/certificate`);
    expect(own.body).toBe(await certificateFile(world.instance, request.requestId));
    expect((await world.coach.call('GET', `/v1/me/requests/${request.requestId}/certificate`)).status).toBe(404);
  });

  it('takes all records of a kind, over every page', async () => {
    const engagement = await givenNotes(1);
    await Promise.all(Array.from({ length: 130 }, () => givenRecordOf(world.instance, note, engagement)));
    const request = await givenConfirmed(engagement.client, { kind: 'early_deletion', about: 'note' });
    await world.instance.settled();
    expect(await noteRows(engagement)).toEqual([]);
    expect(goneOf(await givenCertificateOf(world.instance, request.requestId), 'note')).toBe(131);
    const [session] = (await world.tables.scan('coaching')).filter(({ pk }) => pk.includes(engagement.engagementId));
    expect(session?.entity).toBe('session');
  });

  it('takes the bytes with their record', async () => {
    const engagement = await givenNotes(0);
    const { recordingId } = await givenRecordOf(world.instance, recording, engagement);
    expect(await objectsIn(world.instance, 'recordings', recordingId)).toHaveLength(1);
    const about = `recording:${recordingId}`;
    const request = await givenConfirmed(engagement.client, { kind: 'early_deletion', about });
    await world.instance.settled();
    expect(await objectsIn(world.instance, 'recordings', recordingId)).toEqual([]);
    expect((await givenCertificateOf(world.instance, request.requestId)).objects).toMatchObject([
      { bucket: 'recordings', count: 1 },
    ]);
    const traces = (await world.tables.scan('coaching')).filter(({ sk }) => sk.includes(recordingId));
    expect(traces).toEqual([]);
  });

  it('goes by id into the ledger that restores repeat', async () => {
    const { client, notes } = await givenNotes(1);
    const before = (await objectsIn(world.instance, 'ledger')).length;
    await givenConfirmed(client, { kind: 'early_deletion', about: `note:${idOf(notes[0])}` });
    await world.instance.settled();
    expect((await objectsIn(world.instance, 'ledger')).length).toBe(before + 1);
  });

  it.each([
    ['an answer that gets lost', loseAnswer],
    ['a connection that breaks', drop],
    ['a table that is busy', throttle],
  ])('survives %s', async (_, fault) => {
    const engagement = await givenNotes(2);
    const restore = retryAtOnce();
    for (const nth of [1, 2]) world.faults.inject({ by: 'job', operation: 'TransactWriteItems', nth }, fault);
    world.faults.inject({ by: 'job', operation: 'Query', nth: 3 }, fault);
    const request = await givenConfirmed(engagement.client, { kind: 'early_deletion', about: 'note' });
    for (let round = 0; round < 4; round++) {
      await world.instance.settled();
      world.instance.clock.advance(10_000);
    }
    await world.instance.settled();
    restore();
    expect(await noteRows(engagement)).toEqual([]);
    expect(goneOf(await givenCertificateOf(world.instance, request.requestId), 'note')).toBe(2);
    expectStatus(await engagement.client.call('GET', `/v1/me/requests/${request.requestId}`), 200);
  });
});
