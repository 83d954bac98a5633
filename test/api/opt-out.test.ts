import { beforeAll, describe, expect, it } from 'vitest';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import { choose, givenConsent, givenToggle, type Toggle } from '#/test/support/consents.ts';
import { expectStatus, givenMember, type Person } from '#/test/support/people.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';

const signal = { headers: { 'sec-gpc': '1' } };
const commercial = ['integration_sharing', 'marketing'];

type Entry = { readonly purpose: string; readonly state: string; readonly reason?: string; readonly capacity: string };
type Consents = { readonly consents: Toggle[]; readonly optOutSignalAppliedAt: string | null };

describe('an opt-out signal of the browser', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  const newClient = () => givenMember(world.instance, world.organization, 'client');
  const consentsOf = async (person: Person, request = {}): Promise<Consents> =>
    expectStatus(await person.call('GET', '/v1/me/consents', request), 200) as Consents;
  const entriesOf = async (person: Person): Promise<Entry[]> => {
    const { items } = expectStatus(await person.call('GET', '/v1/me/consents/history'), 200) as { items: Entry[] };
    return items.toReversed();
  };
  const eventsOf = async ({ personId }: Person): Promise<string[]> =>
    (await world.tables.scan('activity'))
      .filter(({ pk, sk }) => pk === `subject#${personId}` && sk.startsWith('outbox#'))
      .sort((a, b) => (a.sk < b.sk ? -1 : 1))
      .map(({ fields }) => (fields as { type: string }).type)
      .sort();

  it.each([
    '/v1/me/consents',
    '/v1/me/consents/preview?purpose=marketing&choice=given',
    '/v1/me/consents/history',
    '/v1/me/consents/ledger',
  ])('RI5: on %s turns everything commercial off, is shown as applied, and touches nothing else', async (path) => {
    const person = await newClient();
    expectStatus(await person.call('GET', path, signal), 200);
    const { consents, optOutSignalAppliedAt } = await consentsOf(person);
    expect(Date.parse(optOutSignalAppliedAt ?? '')).toBeGreaterThan(0);
    const refused = consents.filter(({ state }) => state === 'refused').map(({ purpose }) => purpose);
    expect(refused.toSorted()).toEqual(commercial);
    expect(consents.filter(({ state }) => state === 'not_asked')).toHaveLength(consentPurposes.length - 2);
    expect(await eventsOf(person)).toEqual(['consent.refused', 'consent.refused', 'opt_out.signalled']);
  });

  it('RI5 CO9: withdraws what was given, keys included, with one transaction', async () => {
    const person = await newClient();
    await givenConsent(person, 'integration_sharing');
    await givenConsent(person, 'ai_insights');
    world.faults.clear();
    const { consents } = await consentsOf(person, signal);
    expect(world.faults.count('TransactWriteItems')).toBe(1);
    const states = consents.map(({ purpose, state }) => [purpose, state]);
    expect(Object.fromEntries(states)).toMatchObject({
      integration_sharing: 'withdrawn',
      marketing: 'refused',
      ai_insights: 'given',
    });
    const keys = (await world.tables.scan('keys')).filter(({ pk }) => pk.endsWith(person.personId));
    expect(keys.filter(({ sk }) => sk.includes('integration_sharing'))).toEqual([]);
    expect(await eventsOf(person)).toEqual(
      expect.arrayContaining(['opt_out.signalled', 'consent.withdrawn', 'consent.refused']),
    );
  });

  it('RI5: is an event of its own in the ledger, by the person, with its reason', async () => {
    const person = await newClient();
    await consentsOf(person, signal);
    const entries = await entriesOf(person);
    expect(entries.map(({ purpose }) => purpose).toSorted()).toEqual(commercial);
    for (const { reason, capacity } of entries) expect([reason, capacity]).toEqual(['opt_out_signal', 'self']);
  });

  it('RI5: is applied once, costs nothing after that, and a later choice of the person counts', async () => {
    const person = await newClient();
    const { optOutSignalAppliedAt } = await consentsOf(person, signal);
    const { noticeProof } = await givenToggle(person, 'marketing');
    const body = { purpose: 'marketing', choice: 'given', noticeProof };
    expectStatus(await person.call('PUT', '/v1/me/consents', { ...signal, body }), 200);
    world.faults.clear();
    const after = await consentsOf(person, signal);
    expect(world.faults.count('BatchGetItem')).toBe(1);
    expect(after.optOutSignalAppliedAt).toBe(optOutSignalAppliedAt);
    expect(after.consents.find(({ purpose }) => purpose === 'marketing')).toMatchObject({ inForce: true });
    expect(await entriesOf(person)).toHaveLength(3);
  });

  it('RI5: that comes with the first choice of all is applied first; the choice is the last word', async () => {
    const person = await newClient();
    const { noticeProof } = await givenToggle(person, 'marketing');
    const body = { purpose: 'marketing', choice: 'given', noticeProof };
    expectStatus(await person.call('PUT', '/v1/me/consents', { ...signal, body }), 200);
    expect((await entriesOf(person)).map(({ state }) => state)).toEqual(['refused', 'refused', 'given']);
  });

  it('RI5: that comes with several requests at once is applied once', async () => {
    const person = await newClient();
    const answers = await Promise.all([1, 2, 3, 4].map(() => person.call('GET', '/v1/me/consents', signal)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await entriesOf(person)).toHaveLength(2);
  });

  it('RI5: says nothing when it is absent or not 1', async () => {
    const person = await newClient();
    for (const headers of [{}, { 'sec-gpc': '0' }]) {
      const { optOutSignalAppliedAt, consents } = await consentsOf(person, { headers });
      expect(optOutSignalAppliedAt).toBeNull();
      expect(consents.every(({ state }) => state === 'not_asked')).toBe(true);
    }
    expectStatus(await choose(person, 'marketing', 'given'), 200);
  });

  it('RI5: is honoured for everybody, whatever their role and wherever they live', async () => {
    for (const person of [world.coach, world.sponsor, world.operator])
      expect((await consentsOf(person, signal)).optOutSignalAppliedAt).not.toBeNull();
  });
});
