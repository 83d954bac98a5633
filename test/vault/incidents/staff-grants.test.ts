import { beforeAll, describe, expect, it } from 'vitest';
import { givenClientInNeed, givenOpenGrant, givenRequestedGrant, lookAt } from '#/test/support/grants.ts';
import { givenStaff, type Person, vaultOf } from '#/test/support/people.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { grantsHeldBy, revokeGrants } from '#/vault/incidents/staff-grants.ts';
import type { Vault } from '#/vault/vault.ts';

describe('grants of a member of the staff', () => {
  let world: World;
  let vault: Vault;
  let support: Person;

  beforeAll(async () => {
    world = await givenWorld();
    vault = vaultOf(world.instance);
    support = await givenStaff(world.instance, 'support');
  });

  it('IA20: end at the next request, open or asked for, and those of others stay', async () => {
    const other = await givenStaff(world.instance, 'support');
    const { engagementId, client } = await givenClientInNeed(world);
    const [second, third] = [await givenClientInNeed(world), await givenClientInNeed(world)];
    const open = await givenOpenGrant(support, client, { engagementId });
    const asked = await givenRequestedGrant(support, { engagementId: second.engagementId });
    const others = await givenOpenGrant(other, third.client, { engagementId: third.engagementId });
    expect((await lookAt(support, open, engagementId)).status).toBe(200);
    const held = await grantsHeldBy(vault, support.personId);
    expect(held.toSorted()).toEqual([open, asked].toSorted());

    await revokeGrants(vault, held);
    await revokeGrants(vault, [...held, 'eu.grant_01M7ZRATJSM5JMMFD0EY8NQTAS']);
    expect((await lookAt(support, open, engagementId)).status).toBe(403);
    expect(await grantsHeldBy(vault, support.personId)).toEqual([]);
    expect((await lookAt(other, others, third.engagementId)).status).toBe(200);
    // What was open has to be reviewed by somebody else, and its person may be helped by another grant.
    expect((await support.call('GET', `/v1/support/grants/${open}`)).body).toMatchObject({ state: 'closed' });
    await givenOpenGrant(other, client, { engagementId });
  });
});
