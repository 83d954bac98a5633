import { beforeAll, describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#/domain/consent/receipt.ts';
import { endAtMajority } from '#/lambdas/majority-clock/majority.ts';
import { choose, givenToggle } from '#/test/support/consents.ts';
import { faultsOf, givenDownload } from '#/test/support/documents.ts';
import { expectStatus, givenSignedInAgain, givenStaff, type Person, vaultOf } from '#/test/support/people.ts';
import {
  chooseFor,
  confirmGuardianship,
  givenGuardian,
  givenInvitedGuardian,
  givenMinor,
  givenWardToggle,
} from '#/test/support/wards.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const year = 366 * 86_400_000;

describe('guardians', () => {
  let world: World;
  let office: Person;
  beforeAll(async () => {
    world = await givenWorld();
    office = await givenStaff(world.instance, 'privacy');
  });
  const newMinor = (years?: number) => givenMinor(world.instance, world.organization, years);
  const keysOf = async ({ personId }: Person, purpose: string) =>
    (await world.tables.scan('keys')).filter(({ pk, sk }) => pk.endsWith(personId) && sk.includes(purpose));

  it('CO16: give what a minor has asked for, with its keys, until the minor comes of age', async () => {
    const minor = await newMinor();
    const { guardian } = await givenGuardian(world.instance, office, minor);
    expectStatus(await choose(minor, 'ai_insights', 'given'), 202);
    expect(await givenWardToggle(guardian, minor, 'ai_insights')).toMatchObject({ state: 'requested' });
    expect(expectStatus(await chooseFor(guardian, minor, 'ai_insights', 'given'), 200)).toMatchObject({
      state: 'given',
    });
    const { majorityOn } = expectStatus(await minor.call('GET', '/v1/me/age-band'), 200);
    expect(await givenToggle(minor, 'ai_insights')).toMatchObject({
      inForce: true,
      expiresAt: `${majorityOn}T12:00:00.000Z`,
    });
    expect(await keysOf(minor, 'ai_insights')).toHaveLength(2);
  });

  it('CO16: withdraw as easily, and so does the minor: keys and all', async () => {
    const minor = await newMinor();
    const { guardian } = await givenGuardian(world.instance, office, minor);
    for (const withdraw of [
      () => chooseFor(guardian, minor, 'ai_insights', 'withdrawn'),
      () => choose(minor, 'ai_insights', 'withdrawn'),
    ]) {
      expectStatus(await chooseFor(guardian, minor, 'ai_insights', 'given'), 200);
      expectStatus(await withdraw(), 200);
      expect(await keysOf(minor, 'ai_insights')).toEqual([]);
    }
  });

  it('CO16 CO18: are named in the receipt, which can be checked offline', async () => {
    const minor = await newMinor();
    const { guardian } = await givenGuardian(world.instance, office, minor);
    expectStatus(await chooseFor(guardian, minor, 'session_recording', 'given'), 200);
    const path = '/v1/me/consents/history/1/receipt';
    const receipt = await givenDownload(world.instance, minor, `${path}?format=jsonld`);
    expect(await faultsOf(world.instance, receipt)).toEqual([]);
    const { document } = JSON.parse(receipt.text) as { document: ReceiptDocument };
    expect(document.entry).toMatchObject({ capacity: 'guardian', actorId: guardian.personId });
    expect(receipt.text).toContain('"dpv:isIndicatedBy":{"@type":"dpv:GuardianOfDataSubject"');
  });

  it('CO16: leave their trace in the minor’s access log, as guardians', async () => {
    const minor = await newMinor();
    const { guardian } = await givenGuardian(world.instance, office, minor);
    await givenWardToggle(guardian, minor, 'ai_insights');
    const log = (await world.tables.scan('accesslog')).filter(({ pk }) => pk === `subject#${minor.personId}`);
    expect(log.map(({ fields }) => fields)).toContainEqual(
      expect.objectContaining({ actorId: guardian.personId, role: 'guardian', route: 'readWardConsents' }),
    );
  });

  describe('CO16: decide nothing', () => {
    it('before the privacy office has confirmed them', async () => {
      const minor = await newMinor();
      const { guardian, guardianshipId } = await givenInvitedGuardian(world.instance, minor);
      const path = `/v1/wards/${minor.personId}/consents`;
      expectProblem(await guardian.call('GET', path), 'not-found');
      const refused = await office.call('POST', `/v1/privacy/guardianships/${guardianshipId}/refuse`);
      expect(expectStatus(refused, 200)).toMatchObject({ state: 'refused' });
      expectProblem(await guardian.call('GET', path), 'not-found');
      expectProblem(await confirmGuardianship(office, guardianshipId), 'conflict');
    });

    it('outside their scope, with another’s notice, or for anybody else', async () => {
      const minor = await newMinor();
      const { guardian } = await givenGuardian(world.instance, office, minor, ['session_recording']);
      const { noticeProof } = await givenToggle(guardian, 'marketing');
      const path = `/v1/wards/${minor.personId}/consents`;
      const outside = { body: { purpose: 'marketing', choice: 'given', noticeProof } };
      expectProblem(await guardian.call('PUT', path, outside), 'forbidden');
      const own = await givenToggle(guardian, 'session_recording');
      const foreign = { body: { purpose: 'session_recording', choice: 'given', noticeProof: own.noticeProof } };
      expectProblem(await guardian.call('PUT', path, foreign), 'notice-changed');
      const other = await newMinor();
      expectProblem(await guardian.call('PUT', `/v1/wards/${other.personId}/consents`, foreign), 'not-found');
    });

    it('once they are revoked: what they gave ends with its keys in the same transaction', async () => {
      const minor = await newMinor();
      const { guardian, guardianshipId } = await givenGuardian(world.instance, office, minor);
      expectStatus(await chooseFor(guardian, minor, 'ai_insights', 'given'), 200);
      world.faults.clear();
      expectStatus(await minor.call('POST', `/v1/me/guardianships/${guardianshipId}/revoke`), 204);
      expect(world.faults.count('TransactWriteItems')).toBe(1);
      expect(await givenToggle(minor, 'ai_insights')).toMatchObject({ state: 'invalidated', inForce: false });
      expect(await keysOf(minor, 'ai_insights')).toEqual([]);
      expectProblem(await guardian.call('GET', `/v1/wards/${minor.personId}/consents`), 'not-found');
      expectProblem(await minor.call('POST', `/v1/me/guardianships/${guardianshipId}/revoke`), 'conflict');
    });

    it('when they or the privacy office have ended it', async () => {
      const minor = await newMinor();
      const first = await givenGuardian(world.instance, office, minor);
      const own = `/v1/me/guardianships/${first.guardianshipId}/revoke`;
      expectStatus(await first.guardian.call('POST', own), 204);
      const second = await givenGuardian(world.instance, office, minor);
      const wrong = `/v1/privacy/guardianships/${second.guardianshipId}/revoke`;
      expectStatus(await office.call('POST', wrong), 204);
      const path = `/v1/wards/${minor.personId}/consents`;
      for (const { guardian } of [first, second]) expectProblem(await guardian.call('GET', path), 'not-found');
      expectProblem(await world.client.call('POST', own), 'not-found');
    });
  });

  it('CO16: end at majority: what they gave counts no more, its keys go, and the young adult is asked afresh', async () => {
    const minor = await newMinor(15);
    const { guardian } = await givenGuardian(world.instance, office, minor);
    expectStatus(await chooseFor(guardian, minor, 'ai_insights', 'given'), 200);
    world.instance.clock.advance(3 * year);
    // The daily clock comes due with it; what it writes at the same moment would be a conflict.
    await world.instance.settled();
    const [adult, former] = [
      await givenSignedInAgain(world.instance, minor),
      await givenSignedInAgain(world.instance, guardian),
    ];
    expectProblem(await former.call('GET', `/v1/wards/${minor.personId}/consents`), 'not-found');
    expect(await givenToggle(adult, 'ai_insights')).toMatchObject({ state: 'expired', inForce: false });
    expect(await keysOf(minor, 'ai_insights')).toEqual([]);
    const { items } = expectStatus(await adult.call('GET', '/v1/me/consents/history'), 200) as { items: object[] };
    expect(items[0]).toMatchObject({ state: 'expired', capacity: 'service', reason: 'majority' });
    expectStatus(await choose(adult, 'ai_insights', 'given'), 200);
    expect(await givenToggle(adult, 'ai_insights')).toMatchObject({ inForce: true, expiresAt: null });
    world.instance.clock.advance(-3 * year);
  });

  it('CO16: end at majority, too, when nobody of them ever comes back: the clock writes it down and destroys the keys', async () => {
    const minor = await newMinor(15);
    const { guardian, guardianshipId } = await givenGuardian(world.instance, office, minor);
    expectStatus(await chooseFor(guardian, minor, 'ai_insights', 'given'), 200);
    const vault = vaultOf(world.instance);
    await endAtMajority(vault);
    expect(await keysOf(minor, 'ai_insights')).toHaveLength(2);
    world.instance.clock.advance(3 * year);
    await endAtMajority(vault);
    expect(await keysOf(minor, 'ai_insights')).toEqual([]);
    const rows = [await world.tables.scan('consent'), await world.tables.scan('rights')].flat();
    const states = rows
      .filter(({ subject }) => subject === minor.personId)
      .map(({ entity, fields }) => [entity, fields]);
    expect(states).toContainEqual(['guardian', expect.objectContaining({ status: 'ended' })]);
    expect(states).toContainEqual(['guardianship', expect.objectContaining({ state: 'ended' })]);
    expect(states).toContainEqual(['consent_entry', expect.objectContaining({ state: 'expired', reason: 'majority' })]);
    expect(rows.filter(({ pk, sk }) => pk === 'office#wards' && sk.endsWith(guardianshipId))).toEqual([]);
    const ledger = await givenDownload(
      world.instance,
      await givenSignedInAgain(world.instance, minor),
      '/v1/me/consents/ledger',
    );
    expect(await faultsOf(world.instance, ledger)).toEqual([]);
    world.instance.clock.advance(-3 * year);
  });

  it('CO16: lose their say when the minor is old enough to decide alone', async () => {
    const minor = await newMinor(15);
    const { guardian } = await givenGuardian(world.instance, office, minor);
    world.instance.clock.advance(year);
    const [older, still] = [
      await givenSignedInAgain(world.instance, minor),
      await givenSignedInAgain(world.instance, guardian),
    ];
    expectProblem(await chooseFor(still, minor, 'ai_insights', 'given'), 'conflict');
    expectStatus(await choose(older, 'ai_insights', 'given'), 200);
    world.instance.clock.advance(-year);
  });
});
