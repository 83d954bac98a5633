import { beforeAll, describe, expect, it } from 'vitest';
import { choose, givenConsent, givenToggle } from '#/test/support/consents.ts';
import { type Engagement, expectStatus, givenStaff, type Person } from '#/test/support/people.ts';
import { givenOpenReview, openReviews } from '#/test/support/reviews.ts';
import { chooseFor, givenGuardian, givenMinor } from '#/test/support/wards.ts';
import { givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('people who may need protection', () => {
  let world: World;
  let office: Person;
  let engagement: Engagement;
  let client: Person;
  beforeAll(async () => {
    world = await givenWorld();
    office = await givenStaff(world.instance, 'privacy');
  });
  const newClient = async () => {
    engagement = await givenOtherEngagement(world);
    ({ client } = engagement);
  };
  const body = { reason: 'distress' };
  const flag = {
    self: () => client.call('PUT', '/v1/me/safeguard', { body }),
    coach: () => engagement.coach.call('PUT', `/v1/engagements/${engagement.engagementId}/safeguard`, { body }),
    privacy_office: () => office.call('PUT', `/v1/privacy/people/${client.personId}/safeguard`, { body }),
  };
  const decide = async (decision: 'granted' | 'denied', finding: string) => {
    const { reviewId } = await givenOpenReview(office, client);
    return office.call('POST', `/v1/privacy/reviews/${reviewId}/decide`, { body: { decision, finding } });
  };
  const keysOf = async (purpose: string) =>
    (await world.tables.scan('keys')).filter(({ pk, sk }) => pk.endsWith(client.personId) && sk.includes(purpose));

  it.each(['self', 'coach', 'privacy_office'] as const)(
    'CO17: flagged by %s, consent only after somebody has looked at it',
    async (who) => {
      await newClient();
      const answer = await flag[who]();
      expect(answer.status).toBe(who === 'self' ? 200 : 204);
      expect(expectStatus(await client.call('GET', '/v1/me/safeguard'), 200)).toEqual({
        status: 'set',
        reason: 'distress',
        setAs: who,
      });
      expect(expectStatus(await choose(client, 'ai_insights', 'given'), 202)).toMatchObject({ state: 'requested' });
      expect(await keysOf('ai_insights')).toEqual([]);
      expect(await givenOpenReview(office, client)).toMatchObject({ kind: 'consent', purpose: 'ai_insights' });
      expect(expectStatus(await decide('granted', 'free_and_informed'), 200)).toMatchObject({ state: 'granted' });
      expect(await givenToggle(client, 'ai_insights')).toMatchObject({ state: 'given', inForce: true });
      expect(await keysOf('ai_insights')).toHaveLength(2);
    },
  );

  it('CO17: are refused by who looked, with the reason in the ledger', async () => {
    await newClient();
    await flag.self();
    expectStatus(await choose(client, 'ai_insights', 'given'), 202);
    expectStatus(await decide('denied', 'under_pressure'), 200);
    expect(await givenToggle(client, 'ai_insights')).toMatchObject({ state: 'refused', inForce: false });
    const { items } = expectStatus(await client.call('GET', '/v1/me/consents/history'), 200) as { items: object[] };
    expect(items[0]).toMatchObject({ state: 'refused', capacity: 'reviewer', reason: 'under_pressure' });
  });

  describe('CO17: have safer defaults', () => {
    it('what works on them stops with the flag, until somebody has looked; the rest goes on', async () => {
      await newClient();
      await givenConsent(client, 'micro_coaching', ['reminders']);
      await givenConsent(client, 'ai_insights');
      await flag.coach();
      expect(await givenToggle(client, 'micro_coaching')).toMatchObject({ state: 'requested', inForce: false });
      expect(await givenToggle(client, 'ai_insights')).toMatchObject({ inForce: true });
      expect(await keysOf('key#micro_coaching')).toHaveLength(1);
      expectStatus(await decide('granted', 'free_and_informed'), 200);
      expect(await givenToggle(client, 'micro_coaching')).toMatchObject({ inForce: true, scopes: ['reminders'] });
      const { items } = expectStatus(await client.call('GET', '/v1/me/consents/history'), 200) as { items: object[] };
      expect(items.slice(0, 2)).toMatchObject([
        { state: 'given', capacity: 'self', actorId: client.personId },
        { state: 'requested', capacity: 'service', actorId: 'service:safeguards' },
      ]);
    });

    it.each([
      ['denied by who looked', () => decide('denied', 'not_understood')],
      ['refused by the person', () => choose(client, 'profiling', 'refused')],
      ['withdrawn by the person', () => choose(client, 'profiling', 'withdrawn')],
    ])('and what was stopped loses its keys when it is %s', async (_, end) => {
      await newClient();
      await givenConsent(client, 'profiling');
      await flag.privacy_office();
      expect(await keysOf('profiling')).toHaveLength(2);
      expectStatus(await end(), 200);
      expect(await keysOf('profiling')).toEqual([]);
      const events = (await world.tables.scan('activity')).filter(({ pk }) => pk === `subject#${client.personId}`);
      expect(events.map(({ fields }) => fields)).toContainEqual(
        expect.objectContaining({ type: 'consent.withdrawn', purpose: 'profiling' }),
      );
    });
  });

  it('CO17: can always say no, which nobody looks at', async () => {
    await newClient();
    await givenConsent(client, 'ai_insights');
    await flag.coach();
    expectStatus(await choose(client, 'ai_insights', 'withdrawn'), 200);
    expectStatus(await choose(client, 'marketing', 'refused'), 200);
    expect(await openReviews(office, client)).toEqual([]);
  });

  it('CO17: who choose anew before anybody has looked leave nothing to decide', async () => {
    await newClient();
    await flag.self();
    expectStatus(await choose(client, 'ai_insights', 'given'), 202);
    expectStatus(await choose(client, 'ai_insights', 'withdrawn'), 200);
    expect(expectStatus(await decide('granted', 'free_and_informed'), 200)).toMatchObject({ state: 'overtaken' });
    expect(await givenToggle(client, 'ai_insights')).toMatchObject({ state: 'withdrawn' });
  });

  it('CO17: lift what they set themselves; what others set, the privacy office lifts', async () => {
    await newClient();
    const lift = () => client.call('POST', '/v1/me/safeguard/lift');
    expectProblem(await lift(), 'conflict');
    await flag.self();
    expectStatus(await lift(), 204);
    expectStatus(await choose(client, 'ai_insights', 'given'), 200);
    await flag.coach();
    expectProblem(await lift(), 'conflict');
    expectStatus(await office.call('POST', `/v1/privacy/people/${client.personId}/safeguard/lift`), 204);
    expectStatus(await choose(client, 'marketing', 'given'), 200);
  });

  it('CO16 CO17: of whom a guardian decides are looked at as well', async () => {
    client = await givenMinor(world.instance, world.organization);
    const { guardian } = await givenGuardian(world.instance, office, client);
    await flag.self();
    expectStatus(await choose(client, 'ai_insights', 'given'), 202);
    expect(await openReviews(office, client)).toEqual([]);
    expectStatus(await chooseFor(guardian, client, 'ai_insights', 'given'), 202);
    expectStatus(await decide('granted', 'free_and_informed'), 200);
    const { items } = expectStatus(await client.call('GET', '/v1/me/consents/history'), 200) as { items: object[] };
    expect(items[0]).toMatchObject({ state: 'given', capacity: 'guardian', actorId: guardian.personId });
    const toggle = (await givenToggle(client, 'ai_insights')) as { expiresAt?: string | null };
    expect(toggle).toMatchObject({ inForce: true, expiresAt: expect.any(String) });
  });

  it('are flagged for a reason from the list, by their own coach alone, and the reason lies under seal', async () => {
    await newClient();
    const path = `/v1/engagements/${engagement.engagementId}/safeguard`;
    expectProblem(
      await engagement.coach.call('PUT', path, { body: { reason: 'She wept.' } }),
      'invalid-request',
      'body.reason',
    );
    expectProblem(await client.call('PUT', path, { body }), 'forbidden');
    expectProblem(await world.sponsor.call('PUT', path, { body }), 'forbidden');
    const nobody = '/v1/privacy/people/eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0/safeguard';
    expectProblem(await office.call('PUT', nobody, { body }), 'not-found');
    expectStatus(await flag.coach(), 204);
    const row = await world.tables.one('consent', ({ pk, sk }) => pk.endsWith(client.personId) && sk === 'safeguard');
    expect(JSON.stringify(row.fields)).not.toContain('distress');
  });
});
