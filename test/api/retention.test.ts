import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOf } from '#/domain/data-map/retention.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import { checksOf } from '#/operator/verify/key-file.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { givenHold, givenRelease, type Office } from '#/test/support/holds.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { type Engagement, expectStatus, givenSession, givenSignedInAgain, givenStaff } from '#/test/support/people.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import type { StoredRow } from '#/test/vault/raw-tables.ts';

const dayMs = 86_400_000;

/** One world whose clock moves through the tests in their order. */
describe('MI4 MI7: what happens when a period is over', () => {
  let world: World;
  let office: Office;
  /** With a note and a recording; ended at the start. */
  let engagement: Engagement;
  let held: Engagement;
  let endedAt: number;

  const now = () => world.instance.clock.now();
  const rowsBelow = async ({ engagementId }: Engagement): Promise<StoredRow[]> =>
    (await world.tables.all()).filter(({ pk, sk }) => `${pk}|${sk}`.includes(engagementId));
  const recordsBelow = async (of: Engagement, entity: string): Promise<StoredRow[]> =>
    (await rowsBelow(of)).filter((row) => row.entity === entity);

  async function givenEnded(): Promise<Engagement> {
    const made = await givenOtherEngagement(world);
    const sessionId = await givenSession(made, new Date(now()).toISOString());
    const path = `/v1/engagements/${made.engagementId}/sessions/${sessionId}`;
    await givenNote({ notesPath: `${path}/notes`, coach: made.coach });
    await givenConsent(made.client, 'session_recording');
    const body = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
    const { recordingId } = expectStatus(await made.coach.call('POST', `${path}/recordings`, { body }), 201);
    const part = `${path}/recordings/${String(recordingId)}/parts/1`;
    expectStatus(await made.coach.call('PUT', part, { bytes: Buffer.from('sound') }), 200);
    expectStatus(await made.client.call('POST', `/v1/engagements/${made.engagementId}/end`), 204);
    await world.instance.settled();
    return made;
  }

  /** Moves the clock to a moment, and to the first run of the sweeper after it. */
  async function sweptAfter(at: number): Promise<void> {
    world.instance.clock.advance(Math.max(0, at - now()) + dayMs + 60_000);
    await world.instance.settled();
  }

  beforeAll(async () => {
    world = await givenWorld();
    office = {
      first: await givenStaff(world.instance, 'privacy'),
      second: await givenStaff(world.instance, 'security'),
    };
    await givenConsent(world.coach, 'session_recording');
    engagement = await givenEnded();
    held = await givenEnded();
    endedAt = now();
    await givenHold(office, held.client.personId);
    await world.instance.settled();
  });
  afterAll(() => expect(world.instance.deadLetters()).toEqual([]));

  it('TR7: dates every row of an ended engagement for TTL, two weeks after the sweeper deletes it', async () => {
    const rows = await rowsBelow(engagement);
    const dated = rows.filter(({ store }) => store === 'coaching' || store === 'directory');
    expect(dated.length).toBeGreaterThan(6);
    for (const { entity, ttl } of dated) {
      const keep = entity.startsWith('recording') ? { days: 30 } : { months: 24 };
      const expiry = endOf(endedAt, keep) + 14 * dayMs;
      expect(Math.abs((ttl ?? 0) * 1000 - expiry), entity).toBeLessThan(60_000);
    }
  });

  it('MI10: gives no date to what a hold keeps', async () => {
    const rows = (await rowsBelow(held)).filter(({ store }) => store === 'coaching' || store === 'directory');
    expect(rows.filter(({ ttl }) => ttl !== undefined).map(({ entity }) => entity)).toEqual([]);
  });

  it('MI5: recordings go 30 days after the engagement ended, with their bytes; not sooner', async () => {
    const objects = () => objectsIn(world.instance, 'recordings');
    const before = await objects();
    world.instance.clock.advance(endedAt + 29 * dayMs - now());
    await world.instance.settled();
    expect(await recordsBelow(engagement, 'recording')).toHaveLength(1);
    expect(await objects()).toEqual(before);
    await sweptAfter(endedAt + 30 * dayMs);
    expect(await recordsBelow(engagement, 'recording')).toEqual([]);
    expect(await recordsBelow(engagement, 'recording_pointer')).toEqual([]);
    expect(await recordsBelow(engagement, 'note')).toHaveLength(1);
    expect(await recordsBelow(held, 'recording')).toHaveLength(1);
    expect(await objects()).toHaveLength(before.length - 1);
  });

  it('MI8: engagement logs are there on day 90 and gone on day 91', async () => {
    expect((await world.tables.scan('activity')).map(({ entity }) => entity)).toContain('engagement_log');
    world.instance.clock.advance(endedAt + 89 * dayMs - now());
    await world.instance.settled();
    expect(await recordsBelow(engagement, 'engagement_log')).not.toEqual([]);
    await sweptAfter(endedAt + 90 * dayMs);
    expect(await recordsBelow(engagement, 'engagement_log')).toEqual([]);
    expect(await recordsBelow(engagement, 'engagement_log_pointer')).toEqual([]);
  });

  it('MI6: everything else of the engagement goes after 24 months, and the hold keeps its own', async () => {
    await sweptAfter(endOf(endedAt, { months: 24 }));
    const left = (await rowsBelow(engagement)).filter(({ store }) => store === 'coaching' || store === 'directory');
    expect(left).toEqual([]);
    expect(await recordsBelow(held, 'note')).toHaveLength(1);
    expect(await recordsBelow(held, 'recording')).toHaveLength(1);
  });

  it('MI10: the release of the hold lets the sweeper delete what had been over', async () => {
    const [holdId = ''] = ((await world.tables.scan('keys')).find(
      ({ pk, sk }) => pk.endsWith(held.client.personId) && sk === 'holds',
    )?.fields.holdIds ?? []) as string[];
    const first = await givenSignedInAgain(world.instance, office.first);
    await givenRelease({ first, second: await givenSignedInAgain(world.instance, office.second) }, holdId);
    await world.instance.settled();
    await sweptAfter(now());
    const left = (await rowsBelow(held)).filter(({ store }) => store === 'coaching' || store === 'directory');
    expect(left).toEqual([]);
  });

  it('MI7 MO11: every run leaves a signed proof, which names nobody', async () => {
    const auditor = await givenSignedInAgain(world.instance, office.first);
    const { items } = expectStatus(await auditor.call('GET', '/v1/privacy/retention-proofs'), 200) as {
      items: { proofId: string }[];
    };
    expect(items.length).toBeGreaterThan(4);
    const keys = (await world.instance.call('GET', '/.well-known/jwks.json')).body as KeySet;
    for (const { proofId } of items) {
      const { body } = await auditor.call('GET', `/v1/privacy/retention-proofs/${proofId}`);
      expect(documentFaults(String(body), checksOf(keys, 'The keys'))).toEqual([]);
      expect(String(body)).not.toMatch(/person_|engagement_[0-9]/);
    }
  });
});
