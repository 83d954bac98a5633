import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '#/domain/data-map/map.ts';
import { expectStatus, givenMember, type Person } from '#/test/support/people.ts';
import { givenNote, givenWorld, type World } from '#/test/vault/given-world.ts';

type Held = {
  entity: string;
  count: number;
  why: string;
  basis: string;
  kept: string;
  region: string;
  deletedBy: string | null;
};
type Access = {
  actorId: string;
  role: string;
  purpose: string;
  route: string;
  records: string[];
  at: string;
  outcome: string;
};

describe('what a person sees of what is held about them', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  const heldAbout = async (person: Person): Promise<Held[]> =>
    (expectStatus(await person.call('GET', '/v1/me/transparency'), 200) as { held: Held[] }).held;
  const accessesOf = async (person: Person): Promise<Access[]> =>
    (expectStatus(await person.call('GET', '/v1/me/transparency/accesses'), 200) as { items: Access[] }).items;

  it('TR3 TR5: counts every kind of record about them, with purpose, basis, region and end', async () => {
    await givenNote(world);
    const held = await heldAbout(world.client);
    const stored = (await world.tables.all()).filter(({ subject }) => subject === world.client.personId);
    const counted = stored.filter(({ entity }) => entities.some(({ name }) => name === entity));
    for (const { name } of entities) {
      const rows = counted.filter(({ entity }) => entity === name).length;
      // The request itself adds to the log while it counts.
      if (['access_log_entry', 'sign_in'].includes(name)) continue;
      expect([name, held.find(({ entity }) => entity === name)?.count ?? 0]).toEqual([name, rows]);
    }
    expect(held.find(({ entity }) => entity === 'note')).toMatchObject({
      basis: 'contract',
      why: 'Coach and client work together.',
      region: world.instance.region,
      kept: '24 months after the engagement ends',
      deletedBy: null,
    });
  });

  it('TR5: shows a read by anybody at once: who, in which role, for what, through which operation', async () => {
    const path = await givenNote(world);
    const noteId = path.split('/').at(-1);
    const before = world.instance.clock.now();
    expectStatus(await world.coach.call('GET', path), 200);
    const [latest] = (await accessesOf(world.client)).filter(({ records }) => records.includes(`note:${noteId}`));
    expect(latest).toMatchObject({
      actorId: world.coach.personId,
      role: 'coach',
      purpose: 'coaching',
      route: 'readNote',
      outcome: 'opened',
    });
    expect(Date.parse(latest?.at ?? '')).toBeGreaterThanOrEqual(before);
    expect(world.instance.clock.now() - Date.parse(latest?.at ?? '')).toBeLessThan(2_000);
  });

  it('TR5: shows an attempt that was refused', async () => {
    const outsider = await givenMember(world.instance, world.organization, 'coach');
    expect((await outsider.call('GET', world.engagementPath)).status).toBe(404);
    const refused = (await accessesOf(world.client)).filter(({ outcome }) => outcome === 'refused');
    expect(refused.some(({ actorId }) => actorId === outsider.personId)).toBe(true);
  });

  it('TR7: shows until when records are kept once the engagement has ended', async () => {
    const client = await givenMember(world.instance, world.organization, 'client');
    const body = {
      organizationId: world.organization.organizationId,
      termsId: world.termsId,
      clientEmail: client.email,
    };
    const { engagementId } = expectStatus(await world.coach.call('POST', '/v1/engagements', { body }), 201);
    expect((await client.call('POST', `/v1/engagements/${String(engagementId)}/end`)).status).toBe(204);
    const [ended] = (await heldAbout(client)).filter(({ entity }) => entity === 'engagement');
    const inTwoYears = new Date(world.instance.clock.now());
    inTwoYears.setUTCMonth(inTwoYears.getUTCMonth() + 24);
    expect(ended?.deletedBy?.slice(0, 10)).toBe(inTwoYears.toISOString().slice(0, 10));
  });

  it('opens nothing and shows nothing of anybody else', async () => {
    world.faults.clear();
    await heldAbout(world.sponsor);
    expect(world.faults.count('Decrypt')).toBe(0);
    const text = JSON.stringify((await world.sponsor.call('GET', '/v1/me/transparency/accesses')).body);
    expect(text).not.toContain(world.client.personId);
  });
});
