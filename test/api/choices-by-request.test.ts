import { beforeAll, describe, expect, it } from 'vitest';
import { givenConsent, givenToggle } from '#/test/support/consents.ts';
import { expectStatus, givenMember, givenStaff, type Person } from '#/test/support/people.ts';
import { givenConfirmed, givenRequest, readRequest } from '#/test/support/requests.ts';
import { givenOpenReview } from '#/test/support/reviews.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';

type Objection = { readonly purpose: string; readonly state: string };

describe('requests that are choices', () => {
  let world: World;
  let office: Person;
  beforeAll(async () => {
    world = await givenSharedWorld();
    office = await givenStaff(world.instance, 'privacy');
  });
  const newPerson = (): Promise<Person> => givenMember(world.instance, world.organization, 'client');
  const objectionOf = async (person: Person, purpose: string) => {
    const { objections } = expectStatus(await person.call('GET', '/v1/me/objections'), 200);
    return (objections as Objection[]).find((one) => one.purpose === purpose)?.state;
  };

  it('RI5: an opt-out turns everything commercial off with its very arrival, without any proof of identity', async () => {
    const person = await newPerson();
    await givenConsent(person, 'marketing');
    expect(await givenRequest(person, { kind: 'opt_out' })).toMatchObject({
      state: 'completed',
      due: { regime: expect.any(String) },
    });
    expect(await givenToggle(person, 'marketing')).toMatchObject({ state: 'withdrawn', inForce: false });
    expect(await givenToggle(person, 'integration_sharing')).toMatchObject({ state: 'refused', inForce: false });
    const keys = (await world.tables.scan('keys')).filter(({ pk }) => pk.endsWith(person.personId)).map(({ sk }) => sk);
    expect(keys).not.toContain('key#marketing');
    expect(await givenRequest(person, { kind: 'opt_out' })).toMatchObject({ state: 'completed' });
  });

  it('an objection to a use that nothing compelling asks for ends it with its confirmation', async () => {
    const person = await newPerson();
    const objection = { kind: 'objection', about: 'participation_statistics' };
    expect(await givenConfirmed(person, objection)).toMatchObject({ state: 'completed' });
    expect(await objectionOf(person, 'participation_statistics')).toBe('objected');
    expect(await givenConfirmed(person, objection)).toMatchObject({ state: 'completed' });
  });

  it.each([
    ['granted', 'grounds_insufficient', 'completed', null],
    ['denied', 'grounds_prevail', 'refused', 'compelling_grounds'],
  ])(
    'an objection that people weigh, and that is %s because of %s, ends its request as %s',
    async (decision, finding, state, refusal) => {
      const person = await newPerson();
      const request = await givenConfirmed(person, { kind: 'objection', about: 'security' });
      expect(request.state).toBe('in_progress');
      const { reviewId } = await givenOpenReview(office, person);
      expectStatus(
        await office.call('POST', `/v1/privacy/reviews/${reviewId}/decide`, { body: { decision, finding } }),
        200,
      );
      await world.instance.settled();
      expect(await readRequest(person, request)).toMatchObject({ state, refusal });
    },
  );

  it('an objection that is lifted while it is weighed takes its request with it', async () => {
    const person = await newPerson();
    const request = await givenConfirmed(person, { kind: 'objection', about: 'security' });
    expectStatus(
      await person.call('PUT', '/v1/me/objections', { body: { purpose: 'security', objection: false } }),
      200,
    );
    await world.instance.settled();
    expect(await readRequest(person, request)).toMatchObject({ state: 'cancelled' });
  });
});
