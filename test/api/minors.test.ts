import { beforeAll, describe, expect, it } from 'vitest';
import { choose, givenConsent, givenToggle } from '#/test/support/consents.ts';
import { expectStatus, givenMember, givenOrganization, type Organization, type Person } from '#/test/support/people.ts';
import { bornYearsAgo, declareAge, givenAdult, givenMinor } from '#/test/support/wards.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('who is old enough to consent', () => {
  let world: World;
  let youthClub: Organization;
  beforeAll(async () => {
    world = await givenSharedWorld();
    youthClub = await givenOrganization(world.instance, world.operator);
    const path = `/v1/organizations/${youthClub.organizationId}`;
    const change = { body: { servesMinors: true }, headers: { 'if-match': '"1"' } };
    expectStatus(await youthClub.admin.call('PATCH', path, change), 200);
  });
  const keysOf = async ({ personId }: Person) =>
    (await world.tables.scan('keys')).filter(({ pk }) => pk.endsWith(personId)).map(({ sk }) => sk);

  describe('CO15: where minors take part', () => {
    it('nobody consents before they have told their age; an adult tells no more than that', async () => {
      const person = await givenMember(world.instance, youthClub, 'client');
      expectProblem(await choose(person, 'ai_insights', 'given'), 'age-required');
      expect(expectStatus(await declareAge(person, { country: 'DE', band: 'adult' }), 200)).toEqual({
        country: 'DE',
        band: 'adult',
        consentsAlone: true,
        consentAge: 16,
        majorityOn: null,
      });
      expectStatus(await choose(person, 'ai_insights', 'given'), 200);
    });

    it('a no counts without an age', async () => {
      const person = await givenMember(world.instance, youthClub, 'client');
      expectStatus(await choose(person, 'ai_insights', 'refused'), 200);
    });
  });

  it('CO15: nobody is asked where no minors take part', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    expect(expectStatus(await person.call('GET', '/v1/me/age-band'), 200)).toMatchObject({ band: 'undeclared' });
    expectStatus(await choose(person, 'ai_insights', 'given'), 200);
  });

  it.each([
    ['DE', 15, 'requested'],
    ['DE', 16, 'given'],
    ['FR', 14, 'requested'],
    ['FR', 15, 'given'],
    ['SE', 12, 'requested'],
    ['SE', 13, 'given'],
  ])(
    'CO15: in %s somebody of %i years who says yes has %s it, by the law of the country',
    async (country, years, state) => {
      const minor = await givenMinor(world.instance, world.organization, years, country);
      const answer = await choose(minor, 'ai_insights', 'given');
      expect(expectStatus(answer, state === 'given' ? 200 : 202)).toMatchObject({
        state,
        consent: { state, inForce: state === 'given' },
      });
      expect((await keysOf(minor)).includes('key#ai_insights')).toBe(state === 'given');
    },
  );

  it('CO15: a yes that waits gives no key, is asked once, and the no of a child counts at once', async () => {
    const minor = await givenMinor(world.instance, world.organization);
    const before = await keysOf(minor);
    expectStatus(await choose(minor, 'profiling', 'given'), 202);
    expectProblem(await choose(minor, 'profiling', 'given'), 'conflict');
    expect(await keysOf(minor)).toEqual(before);
    expect(expectStatus(await choose(minor, 'profiling', 'withdrawn'), 200)).toMatchObject({ state: 'withdrawn' });
  });

  it('CO15: what was given before somebody said that they are too young counts no more, and its keys go', async () => {
    const person = await givenMember(world.instance, world.organization, 'client');
    await givenConsent(person, 'ai_insights');
    await givenConsent(person, 'marketing');
    const bornOn = bornYearsAgo(world.instance, 12);
    expectStatus(await declareAge(person, { country: 'DE', band: 'minor', bornOn }), 200);
    for (const purpose of ['ai_insights', 'marketing'] as const)
      expect(await givenToggle(person, purpose)).toMatchObject({ state: 'invalidated', inForce: false });
    const left = (await keysOf(person)).filter((key) => /ai_insights|marketing/.test(key));
    expect(left).toEqual([]);
  });

  it('EN7 CO15: keeps no birthday, and the day of majority under seal', async () => {
    const bornOn = bornYearsAgo(world.instance, 12);
    const minor = await givenMember(world.instance, world.organization, 'client');
    const { majorityOn } = expectStatus(await declareAge(minor, { country: 'DE', band: 'minor', bornOn }), 200);
    const stored = JSON.stringify(await world.tables.all());
    expect(stored).not.toContain(bornOn);
    expect(stored).not.toContain(String(majorityOn));
  });

  describe('CO15: takes no declaration', () => {
    it.each([
      ['of a minor without a birthday', { country: 'DE', band: 'minor' }, 'body'],
      ['of an adult with one', { country: 'DE', band: 'adult', bornOn: '1990-01-01' }, 'body'],
      ['of a birthday to come', { country: 'DE', band: 'minor', bornOn: '2999-01-01' }, 'body.bornOn'],
      ['of a minor who is of age', { country: 'DE', band: 'minor', bornOn: '1990-01-01' }, 'body.bornOn'],
      ['of a country that is none', { country: 'Germany', band: 'adult' }, 'body.country'],
      ['of another band', { country: 'DE', band: 'undeclared' }, 'body.band'],
      ['for somebody else', { country: 'DE', band: 'adult', personId: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0' }, 'body'],
    ])('%s', async (_, body, field) => {
      const before = await world.tables.scan('consent');
      expectProblem(await declareAge(world.client, body), 'invalid-request', field);
      expect(await world.tables.scan('consent')).toEqual(before);
    });

    it('that makes a minor older', async () => {
      const minor = await givenMinor(world.instance, world.organization);
      expectProblem(await declareAge(minor, { country: 'DE', band: 'adult' }), 'conflict');
      const older = { country: 'DE', band: 'minor', bornOn: bornYearsAgo(world.instance, 15) };
      expectProblem(await declareAge(minor, older), 'conflict');
      const younger = { country: 'DE', band: 'minor', bornOn: bornYearsAgo(world.instance, 11) };
      expectStatus(await declareAge(minor, younger), 200);
    });

    it('of one role for another: everybody tells for themselves', async () => {
      await givenAdult(world.coach);
      expect(expectStatus(await world.coach.call('GET', '/v1/me/age-band'), 200)).toMatchObject({ band: 'adult' });
      expect(expectStatus(await world.client.call('GET', '/v1/me/age-band'), 200)).toMatchObject({
        band: 'undeclared',
      });
    });
  });
});
