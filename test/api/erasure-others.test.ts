import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { disclosure } from '#/domain/data-map/entities/disclosures.ts';
import { recipientNotice } from '#/domain/data-map/entities/erasures.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { certificateFile, givenCertificateOf, goneOf, rowsLeft } from '#/test/support/erasures.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { expectStatus, givenEngagement, givenMember, givenSession, vaultOf } from '#/test/support/people.ts';
import { givenRecordOf } from '#/test/support/planted.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import { answerNotice, noticesOf } from '#/vault/recipients.ts';

const dayMs = 86_400_000;

describe('RI3: an erasure and other people', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  it('of a coach ends their engagements, takes the recordings, and leaves the clients what is theirs', async () => {
    const { organizationId } = world.organization;
    const coach = await givenMember(world.instance, world.organization, 'coach');
    const client = await givenMember(world.instance, world.organization, 'client');
    const engagement = await givenEngagement(organizationId, world.termsId, coach, client);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    const path = `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}`;
    const note = await givenNote({ notesPath: `${path}/notes`, coach });
    for (const person of [coach, client]) await givenConsent(person, 'session_recording');
    const body = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
    const begun = expectStatus(await coach.call('POST', `${path}/recordings`, { body }), 201);
    const recordingId = String(begun.recordingId);
    const part = `${path}/recordings/${recordingId}/parts/1`;
    expectStatus(await coach.call('PUT', part, { bytes: Buffer.from('sound') }), 200);

    const { requestId } = await givenConfirmed(coach, { kind: 'erasure' });
    await world.instance.settled();

    expect(await rowsLeft(world.tables, [coach.personId])).toEqual([]);
    expect(await objectsIn(world.instance, 'recordings', recordingId)).toEqual([]);
    expectStatus(await client.call('GET', note), 200);
    const shown = expectStatus(await client.call('GET', `/v1/engagements/${engagement.engagementId}`), 200);
    expect(shown.status).toBe('ended');
    const dated = (await world.tables.scan('coaching')).filter(({ pk }) => pk.includes(engagement.engagementId));
    expect(dated.every(({ ttl }) => ttl !== undefined)).toBe(true);
    const { items } = expectStatus(
      await world.organization.admin.call('GET', `/v1/organizations/${organizationId}/members?limit=100`),
      200,
    );
    expect(JSON.stringify(items)).not.toContain(coach.personId);
    const invitations = `/v1/organizations/${organizationId}/invitations?limit=100`;
    expect(JSON.stringify((await world.organization.admin.call('GET', invitations)).body)).not.toContain(coach.email);
    expect(goneOf(await givenCertificateOf(world.instance, requestId), 'invitation')).toBe(1);
    expect(world.instance.deadLetters()).toEqual([]);
  });

  it('two erasures of one person end as one', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    const [one, same] = await Promise.all([
      givenConfirmed(person, { kind: 'erasure' }).catch(() => undefined),
      givenConfirmed(person, { kind: 'erasure' }).catch(() => undefined),
    ]);
    await world.instance.settled();
    const requestId = (one ?? same)?.requestId ?? '';
    expect([one, same].every((made) => made === undefined || made.requestId === requestId)).toBe(true);
    await givenCertificateOf(world.instance, requestId);
    const markers = (await world.tables.scan('rights')).filter(
      ({ pk, entity }) => pk.endsWith(person.personId) && entity === 'account_erasure',
    );
    expect(markers).toHaveLength(1);
    expect(await rowsLeft(world.tables, [person.personId])).toEqual([]);
  });

  it('CO11: waits until third parties have confirmed, and names those that have not', async () => {
    const engagement = await givenOtherEngagement(world);
    for (let count = 0; count < 2; count++) await givenRecordOf(world.instance, disclosure, engagement);
    const { client } = engagement;
    const { requestId } = await givenConfirmed(client, { kind: 'erasure' });
    await world.instance.settled();
    const stateOf = async () =>
      (await world.tables.scan('rights')).find(({ sk }) => sk === `request#${requestId}`)?.fields.state;
    expect(await stateOf()).toBe('waiting_for_third_parties');
    expect(await certificateFile(world.instance, requestId)).toBeUndefined();

    const vault = vaultOf(world.instance);
    const notices = await noticesOf(vault, requestId);
    expect(notices.map(({ entity, values }) => [entity.name, values.state])).toEqual(
      notices.map(() => [recipientNotice.name, 'told']),
    );
    for (const notice of notices.slice(1)) await answerNotice(vault, notice, 'acknowledged');
    world.instance.clock.advance(15 * dayMs);
    await world.instance.settled();

    const certificate = await givenCertificateOf(world.instance, requestId);
    const states = notices.map((_, index) => (index === 0 ? 'escalated' : 'acknowledged'));
    expect(certificate.thirdParties.map(({ state }) => state).toSorted()).toEqual(states.toSorted());
    expect(await stateOf()).toBe('completed');
    vault.tables.dynamo.destroy();
  });
});
