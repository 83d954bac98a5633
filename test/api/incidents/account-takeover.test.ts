import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  expectStatus,
  givenPair,
  givenProgramme,
  givenSignedInAgain,
  givenStaff,
  type Person,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let officer: Person;
let second: Person;
let coach: Person;

beforeAll(async () => {
  instance = await givenInstance();
  officer = await givenStaff(instance, 'security');
  second = await givenStaff(instance, 'security');
  const operator = await givenStaff(instance, 'platform_admin');
  coach = (await givenPair(instance, await givenProgramme(instance, operator))).coach;
});

const target = () => ({ type: 'person', id: coach.personId });

async function givenCase(): Promise<string> {
  const body = { severity: 'P1', targets: [target()] };
  return String(expectStatus(await officer.call('POST', '/v1/incidents', { body }), 201).incidentId);
}

async function items(path: string): Promise<Record<string, unknown>[]> {
  return expectStatus(await officer.call('GET', `${path}?limit=100`), 200).items as Record<string, unknown>[];
}

const states = async (path: string): Promise<Record<string, unknown>> =>
  Object.fromEntries((await items(`${path}/containments`)).map(({ action, state }) => [String(action), state]));

describe('account takeover', () => {
  it('IR2 IR3 IR9 MO5: a stolen token is refused from the next request on, somebody else ratifies, and release restores', async () => {
    const incidentId = await givenCase();
    const path = `/v1/incidents/${incidentId}`;
    expect((await coach.call('GET', '/v1/me')).status).toBe(200);

    expectStatus(
      await officer.call('POST', `${path}/runs`, { body: { playbook: 'account-takeover', target: target() } }),
      202,
    );
    await instance.settled();

    expect((await coach.call('GET', '/v1/me')).status).toBe(401);
    expect(await states(path)).toEqual({
      'hold-records': 'effective',
      'close-sessions': 'effective',
      'sign-out-everywhere': 'effective',
      'disable-account': 'effective',
      'forget-devices': 'effective',
    });

    const [asked] = await items(`${path}/approvals`);
    const answer = `${path}/approvals/${asked?.approvalId}/answer`;
    expect((await officer.call('POST', answer, { body: { agrees: true } })).status).toBe(409);
    expectStatus(await officer.call('PUT', `${path}/roles/commander`), 200);
    const moved = await officer.call('POST', `${path}/moves`, { body: { move: 'eradicate' } });
    expectStatus(moved, 200);
    expectStatus(await second.call('POST', answer, { body: { agrees: true } }), 200);
    await instance.settled();
    expect((await coach.call('GET', '/v1/me')).status).toBe(401);

    expectStatus(await officer.call('POST', `${path}/release`), 202);
    await instance.settled();
    expect(await states(path)).toMatchObject({ 'close-sessions': 'undone', 'disable-account': 'undone' });
    instance.clock.advance(6_000);
    const again = await givenSignedInAgain(instance, coach);
    expect((await again.call('GET', '/v1/me')).status).toBe(200);
    expect((await coach.call('GET', '/v1/me')).status).toBe(401);
  });

  it('IR9: who is a target of a case neither starts nor releases anything in it', async () => {
    const body = { severity: 'P2', targets: [{ type: 'person', id: second.personId }] };
    const { incidentId } = expectStatus(await officer.call('POST', '/v1/incidents', { body }), 201);
    const path = `/v1/incidents/${incidentId}`;
    expect((await second.call('POST', `${path}/release`)).status).toBe(409);
    expect(
      (await second.call('POST', `${path}/runs`, { body: { playbook: 'account-takeover', target: target() } })).status,
    ).toBe(409);
  });

  it('IR9: whom a run contains has no say in it, though the case was opened about somebody else', async () => {
    const path = `/v1/incidents/${await givenCase()}`;
    const body = { playbook: 'account-takeover', severity: 'P3', target: { type: 'person', id: second.personId } };
    expectStatus(await officer.call('POST', `${path}/runs`, { body }), 202);
    await instance.settled();
    const [asked] = await items(`${path}/approvals`);
    const answer = `${path}/approvals/${asked?.approvalId}/answer`;
    expect((await second.call('POST', answer, { body: { agrees: false } })).status).toBe(409);

    const own = { ...body, target: { type: 'person', id: officer.personId } };
    expect((await officer.call('POST', `${path}/runs`, { body: own })).status).toBe(409);
  });
});
