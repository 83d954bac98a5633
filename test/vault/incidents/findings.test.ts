import { beforeAll, describe, expect, it } from 'vitest';
import { address, instance, organization, person, type Target } from '#/domain/incidents/targets.ts';
import { expectStatus, givenSignedInAgain } from '#/test/support/people.ts';
import { find } from '#/vault/incidents/findings.ts';
import { type Containing, givenContaining } from './given-contained.ts';

describe('who else is concerned', () => {
  let given: Containing;
  beforeAll(async () => {
    given = await givenContaining();
  });
  const open = async (...targets: Target[]) => {
    const officer = await givenSignedInAgain(given.instance, given.officer);
    expectStatus(await officer.call('POST', '/v1/incidents', { body: { severity: 'P1', targets } }), 201);
  };

  it('IR8: are people and addresses that open cases name with the target, and nobody where none does', async () => {
    const { vault, pair, programme } = given;
    const breached = organization(programme.organizationId);
    const actor = person(pair.coach.personId);
    expect(await find(vault, 'actors', breached)).toEqual([]);
    await open(breached, actor, address('203.0.113.7/32'));
    await open(organization('eu.organization_01M7ZRATJSM5JMMFD0EY8NQTAS'), person(pair.client.personId));
    expect(await find(vault, 'actors', breached)).toEqual([actor]);
    expect(await find(vault, 'sources', breached)).toEqual([address('203.0.113.7/32')]);
    expect(await find(vault, 'actors', instance(vault.instance))).toEqual([]);
  });

  it('IR8: everybody works in the instance that answers', async () => {
    const found = await find(given.vault, 'instances', person(given.officer.personId));
    expect(found).toEqual([instance(given.vault.instance)]);
  });
});
