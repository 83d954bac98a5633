import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { beforeSending } from '#/test/support/faults.ts';
import {
  givenHold,
  givenHoldAsked,
  givenRelease,
  givenReleaseAsked,
  holdBody,
  type Office,
} from '#/test/support/holds.ts';
import { expectStatus, givenMember, givenStaff, type Person } from '#/test/support/people.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const nobody = 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0';

describe('MI10 C8: a legal hold', () => {
  let world: World;
  let office: Office;
  beforeAll(async () => {
    world = await givenSharedWorld();
    const first = await givenStaff(world.instance, 'privacy');
    office = { first, second: await givenStaff(world.instance, 'security') };
  });
  afterEach(() => world.faults.clear());

  const newPerson = (): Promise<Person> => givenMember(world.instance, world.organization, 'client');
  const heldIn = async ({ personId }: Person): Promise<unknown> =>
    (await world.tables.scan('keys')).find(({ pk, sk }) => pk === `subject#${personId}` && sk === 'holds')?.fields
      .holdIds;
  const move = (person: Person, holdId: string, what: string) =>
    person.call('POST', `/v1/privacy/holds/${holdId}/${what}`);
  const ownHolds = async (person: Person) =>
    expectStatus(await person.call('GET', '/v1/me/holds'), 200).holds as { holdId: string; reason: string }[];

  it('binds when a second person has approved it, and not before', async () => {
    const person = await newPerson();
    const holdId = await givenHoldAsked(office.first, person.personId);
    expect(await heldIn(person)).toBeUndefined();
    const own = expectProblem(await move(office.first, holdId, 'approve'), 'conflict');
    expect(own.detail).toMatch(/second person/);
    expect(expectStatus(await move(office.second, holdId, 'approve'), 200)).toMatchObject({
      state: 'in_force',
      placedBy: office.first.personId,
      approvedBy: office.second.personId,
      reason: 'litigation',
      reviewAt: holdBody.reviewAt,
    });
    expect(await heldIn(person)).toEqual([holdId]);
    expectProblem(await move(office.second, holdId, 'approve'), 'conflict');
  });

  it('binds until a second person has approved its release', async () => {
    const person = await newPerson();
    const holdId = await givenHold(office, person.personId);
    expectProblem(await move(office.second, holdId, 'release/approve'), 'conflict');
    await givenReleaseAsked(office, holdId);
    expectProblem(await move(office.first, holdId, 'release/approve'), 'conflict');
    expect(await heldIn(person)).toEqual([holdId]);
    expect(expectStatus(await move(office.second, holdId, 'release/approve'), 200).state).toBe('released');
    expect(await heldIn(person)).toEqual([]);
  });

  it('is told to the person where the law allows it, and nowhere to be seen where not', async () => {
    const person = await newPerson();
    const told = await givenHold(office, person.personId);
    const secret = await givenHold(office, person.personId, { personIsTold: false, authority: 'COURT-9' });
    expect(await heldIn(person)).toEqual([told, secret]);
    expect((await ownHolds(person)).map(({ holdId }) => holdId)).toEqual([told]);
    const seen = [
      await person.call('GET', '/v1/me/holds'),
      await person.call('GET', '/v1/me/transparency'),
      await person.call('GET', '/v1/me/transparency/accesses'),
    ];
    expect(JSON.stringify(seen.map(({ body }) => body))).not.toContain(secret);
    expect(JSON.stringify(seen.map(({ body }) => body))).not.toContain('legal_hold');
  });

  it('is listed for the office with who decided, and reviewed by its date', async () => {
    const person = await newPerson();
    const holdId = await givenHold(office, person.personId);
    const { items } = expectStatus(await office.first.call('GET', '/v1/privacy/holds?limit=1'), 200);
    expect(items).toEqual([expect.objectContaining({ holdId, personId: person.personId })]);
    const path = `/v1/privacy/holds/${holdId}`;
    const etag = (await office.second.call('GET', path)).headers.get('etag') ?? '';
    const body = { reviewAt: '2028-01-31' };
    const reviewed = await office.second.call('PATCH', path, { body, headers: { 'if-match': etag } });
    expect(expectStatus(reviewed, 200)).toMatchObject({ reviewAt: '2028-01-31', state: 'in_force' });
    expectProblem(await office.second.call('PATCH', path, { body, headers: { 'if-match': etag } }), 'version-changed');
  });

  it.each<[string, object, 'not-found' | 'wrong-instance' | `body${string}`]>([
    ['somebody who is not there', { personId: nobody }, 'not-found'],
    ['a person of another instance', { personId: nobody.replace('eu', 'na') }, 'wrong-instance'],
    ['a reason that is for restores', { reason: 'restored' }, 'body.reason'],
    ['an authority in words', { authority: 'The judge said so.' }, 'body.authority'],
    ['a review without a date', { reviewAt: 'soon' }, 'body.reviewAt'],
    ['something undeclared', { note: 'x' }, 'body'],
  ])('cannot be placed for %s', async (_, more, why) => {
    const body = { ...holdBody, personId: world.client.personId, ...more };
    const answer = await office.first.call('POST', '/v1/privacy/holds', { body });
    if (why === 'not-found' || why === 'wrong-instance') expectProblem(answer, why);
    else expectProblem(answer, 'invalid-request', why);
  });

  it('moves the key of a withdrawn purpose where only a court can have it opened', async () => {
    const person = await newPerson();
    await givenConsent(person, 'session_recording');
    const holdId = await givenHold(office, person.personId);
    await givenWithdrawal(person, 'session_recording');
    const rows = (await world.tables.scan('keys')).filter(({ pk }) => pk === `subject#${person.personId}`);
    expect(rows.map(({ sk }) => sk.split('#')[0]).toSorted()).toEqual(['held', 'holds', 'key', 'key']);
    await givenRelease(office, holdId);
    await world.instance.settled();
    const after = (await world.tables.scan('keys')).filter(({ pk }) => pk === `subject#${person.personId}`);
    expect(after.map(({ sk }) => sk.split('#')[0]).toSorted()).toEqual(['holds', 'key', 'key']);
  });

  it('that comes in the middle of a withdrawal makes it start over, and loses no key', async () => {
    const person = await newPerson();
    await givenConsent(person, 'session_recording');
    const holdId = await givenHoldAsked(office.first, person.personId);
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(async () => {
        world.faults.clear();
        expectStatus(await move(office.second, holdId, 'approve'), 200);
      }),
    );
    const path = '/v1/me/consents';
    const { consents } = expectStatus(await person.call('GET', path), 200) as {
      consents: { purpose: string; noticeProof: string }[];
    };
    const noticeProof = consents.find(({ purpose }) => purpose === 'session_recording')?.noticeProof;
    const body = { purpose: 'session_recording', choice: 'withdrawn', noticeProof };
    expectProblem(await person.call('PUT', path, { body }), 'conflict');
    expectStatus(await person.call('PUT', path, { body }), 200);
    const held = (await world.tables.scan('keys')).filter(
      ({ pk, sk }) => pk === `subject#${person.personId}` && sk.startsWith('held#'),
    );
    expect(held).toHaveLength(1);
  });
});
