import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { endOf } from '#/domain/data-map/retention.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import { rowsLeft } from '#/test/support/erasures.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { type Engagement, expectStatus, type Person, vaultOf } from '#/test/support/people.ts';
import { givenRecordOf } from '#/test/support/planted.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import { placeProvisionalHold } from '#/vault/provisional-holds.ts';

const dayMs = 86_400_000;

/** One world whose clock moves through the tests in their order. */
describe('MI7: the sweeper', () => {
  let world: World;
  let shortened: Engagement;
  let forgotten: Engagement;
  let held: Engagement;
  let erased: Person;
  let startedAt: number;

  const now = () => world.instance.clock.now();
  const notesOf = async ({ engagementId }: Engagement) =>
    (await world.tables.scan('coaching')).filter(({ pk, entity }) => pk.includes(engagementId) && entity === 'note');
  const sweptAt = async (at: number): Promise<void> => {
    world.instance.clock.advance(Math.max(0, at - now()) + dayMs + 60_000);
    await world.instance.settled();
  };
  async function givenEnded(): Promise<Engagement> {
    const engagement = await givenOtherEngagement(world);
    await givenRecordOf(world.instance, note, engagement);
    expectStatus(await engagement.client.call('POST', `/v1/engagements/${engagement.engagementId}/end`), 204);
    await world.instance.settled();
    return engagement;
  }

  beforeAll(async () => {
    world = await givenWorld();
    forgotten = await givenEnded();
    held = await givenEnded();
    const path = `/v1/organizations/${world.organization.organizationId}`;
    const etag = (await world.organization.admin.call('GET', path)).headers.get('etag') ?? '';
    const body = { retentionMonths: 6 };
    expectStatus(await world.organization.admin.call('PATCH', path, { body, headers: { 'if-match': etag } }), 200);
    shortened = await givenEnded();
    erased = (await givenOtherEngagement(world)).client;
    await givenConfirmed(erased, { kind: 'erasure' });
    await world.instance.settled();
    startedAt = now();
  });
  afterEach(() => world.faults.clear());

  it('MI7: deletes objects that no row names, once they are a day old', async () => {
    const s3 = new S3Client(world.instance.awsConfig);
    const Bucket = bucketName({ id: world.instance.id, account: localAccount }, 'recordings');
    const orphan = 'eu.recording_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
    await s3.send(new PutObjectCommand({ Bucket, Key: `${orphan}/000001`, Body: Buffer.from('lost') }));
    s3.destroy();
    await sweptAt(now());
    await sweptAt(now());
    expect(await objectsIn(world.instance, 'recordings', orphan)).toEqual([]);
  });

  it('dates what an ended engagement should have been dated by, if that was forgotten', async () => {
    const rows = (await world.tables.all()).filter(
      ({ pk, sk, store }) => `${pk}${sk}`.includes(forgotten.engagementId) && store !== 'activity',
    );
    for (const { ttl: _, ...row } of rows) await world.tables.put(row);
    await sweptAt(now());
    const [found] = await notesOf(forgotten);
    const expiry = endOf(startedAt, { months: 24 }) + 14 * dayMs;
    expect(Math.abs((found?.ttl ?? 0) * 1000 - expiry)).toBeLessThan(10 * 60_000);
  });

  it('MI4 RI4: deletes what stayed of an erased account when its own period is over', async () => {
    const epoch = async () => (await world.tables.scan('directory')).filter(({ pk }) => pk.includes(erased.personId));
    expect(await epoch()).toHaveLength(1);
    await sweptAt(startedAt + 30 * dayMs);
    expect(await epoch()).toEqual([]);
    expect(await rowsLeft(world.tables, [erased.personId])).toEqual([]);
  });

  it('MI13: deletes by the shorter period of a tenant, and by the map’s own where none was chosen', async () => {
    await sweptAt(endOf(startedAt, { months: 6 }));
    expect(await notesOf(shortened)).toEqual([]);
    expect(await notesOf(forgotten)).toHaveLength(1);
  });

  it('MI10: keeps what a hold reaches in the very moment before it is deleted', async () => {
    const vault = vaultOf(world.instance);
    const hold = { personId: held.client.personId, authority: 'CASE-2026-9', personIsTold: true } as const;
    let isPlaced = false;
    world.faults.inject({ by: 'job', operation: 'TransactWriteItems', lasting: true }, async ({ input }, send) => {
      if (!isPlaced && JSON.stringify(input).includes(held.engagementId)) {
        isPlaced = true;
        await placeProvisionalHold(vault, { ...hold, service: 'service:response' });
      }
      return send();
    });
    world.instance.clock.advance(endOf(startedAt, { months: 24 }) - now());
    await sweptAt(now());
    expect(isPlaced).toBe(true);
    expect(await notesOf(held)).toHaveLength(1);
    expect((await notesOf(held)).map(({ ttl }) => ttl)).toEqual([undefined]);
    expect(await notesOf(forgotten)).toEqual([]);
    expect(world.instance.deadLetters()).toEqual([]);
    vault.tables.dynamo.destroy();
  });
});
