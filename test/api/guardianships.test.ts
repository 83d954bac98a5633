import { beforeAll, describe, expect, it } from 'vitest';
import { invitationTo } from '#/local/run/read-outbox.ts';
import { expectStatus, givenMember, givenSignedIn, givenStaff, nextEmail, type Person } from '#/test/support/people.ts';
import {
  bornYearsAgo,
  confirmGuardianship,
  declareAge,
  givenAdult,
  givenGuardian,
  givenInvitedGuardian,
  givenMinor,
  inviteGuardian,
} from '#/test/support/wards.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('inviting and confirming guardians', () => {
  let world: World;
  let office: Person;
  beforeAll(async () => {
    world = await givenSharedWorld();
    office = await givenStaff(world.instance, 'privacy');
  });
  const newMinor = (country?: string) => givenMinor(world.instance, world.organization, 12, country);
  const asked = { purposes: ['ai_insights'] } as const;
  const mailed = (email: string) => invitationTo(world.instance.folder.at('outbox'), email) !== undefined;

  it('CO16: by a minor, are answered alike whether or not the address is known', async () => {
    const minor = await newMinor();
    const unknown = nextEmail('client');
    const answers = [await inviteGuardian(minor, unknown), await inviteGuardian(minor, world.client.email)];
    const alike = answers.map((answer) => {
      const { guardianshipId: _, createdAt: __, updatedAt: ___, ...shown } = expectStatus(answer, 202);
      return shown;
    });
    expect(alike[0]).toEqual(alike[1]);
    expect(alike[0]).toMatchObject({ state: 'invited', guardianId: null });
    expect(mailed(unknown)).toBe(true);
  });

  it('CO16: show whom they are about once they are confirmed, on both sides', async () => {
    const minor = await newMinor();
    const { guardian, guardianshipId } = await givenGuardian(world.instance, office, minor);
    const shown = { guardianshipId, state: 'confirmed', guardianId: guardian.personId, method: 'identity_document' };
    for (const [who, path] of [
      [minor, '/v1/me/guardianships'],
      [guardian, '/v1/me/wards'],
    ] as const)
      expect(expectStatus(await who.call('GET', path), 200)).toMatchObject({ items: [shown] });
    for (const who of [minor, guardian])
      expect(expectStatus(await who.call('GET', `/v1/me/guardianships/${guardianshipId}`), 200)).toMatchObject(shown);
    expectProblem(await world.client.call('GET', `/v1/me/guardianships/${guardianshipId}`), 'not-found');
  });

  it('CO16: wait for the privacy office, which records how it made sure and where the evidence is', async () => {
    const minor = await newMinor();
    const { guardianshipId } = await givenInvitedGuardian(world.instance, minor);
    const listed = async () => {
      const { items } = expectStatus(await office.call('GET', '/v1/privacy/guardianships?limit=100'), 200);
      return (items as { guardianshipId: string }[]).map((item) => item.guardianshipId);
    };
    expect(await listed()).toContain(guardianshipId);
    const body = { method: 'video_call', evidence: 'GRD-7' };
    expect(expectStatus(await confirmGuardianship(office, guardianshipId, body), 200)).toMatchObject({
      ...body,
      state: 'confirmed',
      decidedBy: office.personId,
    });
    expect(await listed()).not.toContain(guardianshipId);
    expectProblem(await confirmGuardianship(office, guardianshipId), 'conflict');
  });

  describe('CO16: are refused', () => {
    it('for an adult, and for somebody who has not told their age', async () => {
      const person = await givenMember(world.instance, world.organization, 'client');
      expectProblem(await inviteGuardian(person, nextEmail('client')), 'age-required');
      await givenAdult(person);
      expectProblem(await inviteGuardian(person, nextEmail('client')), 'conflict');
    });

    it('for oneself, and when enough people are invited', async () => {
      const minor = await newMinor();
      expectProblem(await inviteGuardian(minor, minor.email), 'conflict');
      for (let count = 0; count < 5; count++) expectStatus(await inviteGuardian(minor, nextEmail('client')), 202);
      expectProblem(await inviteGuardian(minor, nextEmail('client')), 'conflict');
    });

    it('when the guardian is a minor, or has not told their age', async () => {
      const minor = await newMinor();
      const email = nextEmail('client');
      const guardianshipId = String(expectStatus(await inviteGuardian(minor, email), 202).guardianshipId);
      const guardian = await givenSignedIn(world.instance, 'client', email);
      expectProblem(await confirmGuardianship(office, guardianshipId), 'conflict');
      const bornOn = bornYearsAgo(world.instance, 17);
      expectStatus(await declareAge(guardian, { country: 'DE', band: 'minor', bornOn }), 200);
      expectProblem(await confirmGuardianship(office, guardianshipId), 'conflict');
    });

    it('for a purpose that takes no consent, for none, and for one twice', async () => {
      const minor = await newMinor();
      for (const [purposes, field] of [
        [['coaching'], 'body.purposes.0'],
        [[], 'body.purposes'],
        [['marketing', 'marketing'], 'body.purposes'],
      ] as const) {
        const body = { email: nextEmail('client'), purposes };
        expectProblem(await minor.call('POST', '/v1/me/guardianships', { body }), 'invalid-request', field);
      }
    });

    it.each([
      ['US', 'call_back', false],
      ['US', 'signed_form', true],
      ['DE', 'written_statement', false],
      ['DE', 'call_back', true],
    ])('in %s when made sure by %s: %s, by the strictest law there', async (country, method, isEnough) => {
      const minor = await newMinor(country);
      const { guardianshipId } = await givenInvitedGuardian(world.instance, minor);
      const answer = await confirmGuardianship(office, guardianshipId, { method, evidence: 'GRD-1' });
      if (isEnough) expectStatus(answer, 200);
      else expectProblem(answer, 'invalid-request', 'body.method');
    });
  });

  describe('CO14 CO16: by an organisation', () => {
    const path = () => `/v1/organizations/${world.organization.organizationId}/guardian-invitations`;
    const invite = (clientEmail: string, guardianEmail: string) =>
      world.organization.admin.call('POST', path(), { body: { ...asked, clientEmail, guardianEmail } });

    it('reach the guardian of a minor whom it invited', async () => {
      const minor = await newMinor();
      const guardianEmail = nextEmail('client');
      expectStatus(await invite(minor.email, guardianEmail), 204);
      expect(mailed(guardianEmail)).toBe(true);
      expect(expectStatus(await minor.call('GET', '/v1/me/guardianships'), 200)).toMatchObject({
        items: [{ state: 'invited', purposes: ['ai_insights'] }],
      });
    });

    it('answer the same, and reach nobody, for everybody else', async () => {
      const adult = await givenAdult(await givenMember(world.instance, world.organization, 'client'));
      const undeclared = await givenMember(world.instance, world.organization, 'client');
      const before = (await world.tables.scan('rights')).length;
      for (const email of [adult.email, undeclared.email, nextEmail('client')]) {
        const guardianEmail = nextEmail('client');
        const answer = await invite(email, guardianEmail);
        expect([answer.status, answer.body]).toEqual([204, '']);
        expect(mailed(guardianEmail)).toBe(false);
      }
      expect((await world.tables.scan('rights')).length).toBe(before);
    });
  });
});
