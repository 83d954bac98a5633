import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentPurposes, needsConsent } from '#/domain/data-map/purposes.ts';
import { areas } from '#/lambdas/contract.ts';
import { choose, givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { givenConfirmed, givenRequest } from '#/test/support/requests.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { permissions } from './matrix/permissions.ts';

/** Reading routes of the core: those that state no purpose which rests on consent. */
const coreReads = areas.flatMap(({ routes }) =>
  Object.entries(routes).filter(
    ([, { method, who, purposes }]) => method === 'GET' && who !== 'public' && !purposes.some(needsConsent),
  ),
);

describe('CO7 RI6: without any optional consent', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenSharedWorld();
  });
  afterAll(() => world.faults.clear());

  const answersOf = async (): Promise<[string, number][]> => {
    const ids: Record<string, string> = { engagementId: world.engagement.engagementId, sessionId: world.sessionId };
    const statuses: [string, number][] = [];
    for (const [name, { path }] of coreReads) {
      const asked = path.replaceAll(/\{(\w+)\}/g, (whole, id: string) => ids[id] ?? whole);
      if (asked.includes('{') || !permissions[name]?.allows.includes('client')) continue;
      const query = name === 'previewConsent' ? '?purpose=marketing&choice=given' : '';
      statuses.push([name, (await world.client.call('GET', `${asked}${query}`)).status]);
    }
    return statuses;
  };

  it('every core operation answers as it does with all of them', async () => {
    for (const purpose of consentPurposes) await givenConsent(world.client, purpose);
    const withAll = await answersOf();
    expect(withAll.length).toBeGreaterThan(12);
    expect(withAll.filter(([, status]) => status !== 200)).toEqual([]);
    for (const purpose of consentPurposes) await givenWithdrawal(world.client, purpose);
    expect(await answersOf()).toEqual(withAll);
    for (const purpose of consentPurposes) expect((await choose(world.client, purpose, 'refused')).status).toBe(200);
    expect(await answersOf()).toEqual(withAll);
    const note = { body: { body: 'Still here.', visibility: 'participants' } };
    expect((await world.client.call('POST', world.notesPath, note)).status).toBe(201);
  });

  it('RI6: nor does any answer change when somebody has used their rights', async () => {
    const before = await answersOf();
    const bodies = [
      { kind: 'access' },
      { kind: 'portability' },
      { kind: 'rectification', words: 'A date is wrong.' },
      { kind: 'objection', about: 'participation_statistics' },
    ];
    for (const body of bodies) await givenConfirmed(world.client, body);
    await givenRequest(world.client, { kind: 'opt_out' });
    await world.instance.settled();
    expect(await answersOf()).toEqual(before);
  });
});
