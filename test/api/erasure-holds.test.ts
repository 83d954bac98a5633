import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificateFile, givenCertificateOf, goneOf, rowsLeft } from '#/test/support/erasures.ts';
import { beforeSending } from '#/test/support/faults.ts';
import { givenHold, givenHoldAsked, givenRelease, type Office } from '#/test/support/holds.ts';
import {
  type Engagement,
  expectStatus,
  givenMember,
  givenSession,
  givenStaff,
  vaultOf,
} from '#/test/support/people.ts';
import { givenConfirmed, givenRequest, onRequest, readRequest } from '#/test/support/requests.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import { placeProvisionalHold } from '#/vault/provisional-holds.ts';
import { expectProblem } from './expect-problem.ts';

const hourMs = 3_600_000;

describe('MI10 C8: an erasure under a legal hold', () => {
  let world: World;
  let office: Office;
  beforeAll(async () => {
    world = await givenWorld();
    const first = await givenStaff(world.instance, 'privacy');
    office = { first, second: await givenStaff(world.instance, 'security') };
  });
  afterEach(() => world.faults.clear());

  async function givenNotes(): Promise<Engagement> {
    const engagement = await givenOtherEngagement(world);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const notesPath = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}/notes`;
    for (const text of ['One.', 'Two.']) await givenNote({ notesPath, coach: world.coach }, text);
    return engagement;
  }
  const keysOf = async (personId: string): Promise<string[]> =>
    (await world.tables.scan('keys'))
      .filter(({ pk }) => pk === `subject#${personId}`)
      .map(({ sk }) => sk.split('#')[0] as string)
      .toSorted();
  const notesOf = async ({ engagementId }: Engagement) =>
    (await world.tables.scan('coaching')).filter(({ pk, entity }) => pk.includes(engagementId) && entity === 'note');

  it('makes everything unreadable, keeps it for a court, and says what, why and until when', async () => {
    const engagement = await givenNotes();
    const { personId } = engagement.client;
    const holdId = await givenHold(office, personId);
    const request = await givenConfirmed(engagement.client, { kind: 'erasure' });
    await world.instance.settled();

    expect(await keysOf(personId)).toEqual(['held', 'held', 'held', 'holds']);
    expect(await notesOf(engagement)).toHaveLength(2);
    expectProblem(await engagement.client.call('GET', '/v1/me'), 'session-ended');
    expectProblem(await world.coach.call('GET', `/v1/engagements/${engagement.engagementId}`), 'erased');
    const certificate = await givenCertificateOf(world.instance, request.requestId);
    expect(goneOf(certificate, 'note')).toBe(0);
    expect(goneOf(certificate, 'access_log_entry')).toBeGreaterThan(0);
    expect(certificate.retained).toMatchObject([{ holds: [{ holdId, reason: 'litigation', reviewAt: '2027-06-30' }] }]);
    const [{ records } = { records: [] }] = certificate.retained;
    expect(records).toContainEqual({ entity: 'note', count: 2 });

    await givenRelease(office, holdId);
    await world.instance.settled();
    expect(await keysOf(personId)).toEqual([]);
    expect(await rowsLeft(world.tables, [personId, engagement.engagementId])).toEqual([]);
    const last = await givenCertificateOf(world.instance, request.requestId);
    expect([goneOf(last, 'note'), last.retained]).toEqual([2, []]);
    expect(world.instance.deadLetters()).toEqual([]);
  });

  it('says nothing of a hold that the law keeps secret: there is no certificate before its release', async () => {
    const engagement = await givenNotes();
    const { personId } = engagement.client;
    const holdId = await givenHold(office, personId, { personIsTold: false });
    const { requestId } = await givenConfirmed(engagement.client, { kind: 'erasure' });
    await world.instance.settled();
    expect(await keysOf(personId)).not.toContain('key');
    expect(await certificateFile(world.instance, requestId)).toBeUndefined();
    await givenRelease(office, holdId);
    await world.instance.settled();
    const certificate = await givenCertificateOf(world.instance, requestId);
    expect([goneOf(certificate, 'note'), certificate.userPools]).toEqual([
      2,
      [{ pool: 'clients', action: 'account deleted' }],
    ]);
    expect(JSON.stringify(certificate)).not.toContain(holdId);
  });

  it('waits while any of several holds stands', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    const [one, other] = [await givenHold(office, person.personId), await givenHold(office, person.personId)];
    await givenConfirmed(person, { kind: 'erasure' });
    await world.instance.settled();
    await givenRelease(office, one);
    await world.instance.settled();
    expect(await keysOf(person.personId)).toContain('held');
    await givenRelease(office, other);
    await world.instance.settled();
    expect(await keysOf(person.personId)).toEqual([]);
  });

  it('meets a hold that is approved at the very moment, and loses no key', async () => {
    const engagement = await givenNotes();
    const { personId } = engagement.client;
    const holdId = await givenHoldAsked(office.first, personId);
    const request = await givenRequest(engagement.client, { kind: 'erasure' });
    // The confirmation is the first transaction; the one that destroys the keys comes later, and names the erasure.
    world.faults.inject({ by: 'job', operation: 'AdminGetUser' }, async (_, send) => {
      const answer = await send();
      world.faults.inject(
        { by: 'job', operation: 'TransactWriteItems' },
        beforeSending(async () => {
          world.faults.clear();
          expectStatus(await office.second.call('POST', `/v1/privacy/holds/${holdId}/approve`), 200);
        }),
      );
      return answer;
    });
    expectStatus(await onRequest(engagement.client, request, 'confirm'), 200);
    await world.instance.settled();
    expect(await keysOf(personId)).toEqual(['held', 'held', 'held', 'holds']);
    expect(await notesOf(engagement)).toHaveLength(2);
  });

  it('leaves nothing for a hold that comes too late', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    const holdId = await givenHoldAsked(office.first, person.personId);
    await givenConfirmed(person, { kind: 'erasure' });
    await world.instance.settled();
    expectProblem(await office.second.call('POST', `/v1/privacy/holds/${holdId}/approve`), 'conflict');
  });

  it('RI7: an early deletion waits for the release, and goes on by itself', async () => {
    const engagement = await givenNotes();
    const holdId = await givenHold(office, engagement.client.personId);
    const request = await givenConfirmed(engagement.client, { kind: 'early_deletion', about: 'note' });
    await world.instance.settled();
    expect(await notesOf(engagement)).toHaveLength(2);
    expect((await readRequest(engagement.client, request)).state).toBe('in_progress');
    await givenRelease(office, holdId);
    await world.instance.settled();
    expect(await notesOf(engagement)).toEqual([]);
    expect(goneOf(await givenCertificateOf(world.instance, request.requestId), 'note')).toBe(2);
  });

  it('a provisional hold binds at once, for 72 hours unless a second person confirms it', async () => {
    const vault = vaultOf(world.instance);
    const [left, confirmed] = [await givenNotes(), await givenNotes()];
    const holds = await Promise.all(
      [left, confirmed].map(({ client }) =>
        placeProvisionalHold(vault, {
          personId: client.personId,
          authority: 'CASE-2026-9',
          personIsTold: true,
          service: 'service:response',
        }),
      ),
    );
    expect(await keysOf(left.client.personId)).toContain('holds');
    expectStatus(await office.first.call('POST', `/v1/privacy/holds/${holds[1]}/approve`), 200);
    await world.instance.settled();
    world.instance.clock.advance(73 * hourMs);
    await world.instance.settled();
    const stateOf = async (holdId: string | undefined) =>
      (await world.tables.scan('rights')).find(({ pk, entity }) => pk === `hold#${holdId}` && entity === 'legal_hold')
        ?.fields.state;
    expect([await stateOf(holds[0]), await stateOf(holds[1])]).toEqual(['lapsed', 'in_force']);
    vault.tables.dynamo.destroy();
  });
});
