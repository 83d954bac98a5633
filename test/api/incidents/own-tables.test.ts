import { beforeAll, describe, expect, it } from 'vitest';
import { channel, integration, organization, person, type Target } from '#/domain/incidents/targets.ts';
import { givenAnnounced, givenChampion } from '#/test/support/integrations.ts';
import { expectStatus, givenSignedInAgain, givenStaff, type Person } from '#/test/support/people.ts';
import { type Containing, givenContaining, statusOf } from '#/test/vault/incidents/given-contained.ts';

let given: Containing;
let second: Person;
beforeAll(async () => {
  given = await givenContaining();
  second = await givenStaff(given.instance, 'security');
});

const again = (who: Person): Promise<Person> => givenSignedInAgain(given.instance, who);
const get = async (who: Person, path: string) => expectStatus(await who.call('GET', path), 200);
const post = async (who: Person, path: string, status: number, body?: object) =>
  expectStatus(await who.call('POST', path, body ? { body } : {}), status);

/** What became of every action of a case. */
async function statesOf(officer: Person, path: string): Promise<Record<string, unknown>> {
  const { items } = (await get(officer, `${path}/containments?limit=100`)) as { items: Record<string, unknown>[] };
  return Object.fromEntries(items.map(({ action, state }) => [String(action), state]));
}

/** A case with a playbook that has run until it asks people. */
async function givenContained(playbook: string, target: Target, ...others: Target[]): Promise<string> {
  const officer = await again(given.officer);
  const { incidentId } = await post(officer, '/v1/incidents', 201, { severity: 'P1', targets: [target, ...others] });
  const path = `/v1/incidents/${incidentId}`;
  await post(officer, `${path}/runs`, 202, { playbook, target });
  await given.instance.settled();
  return path;
}

async function release(path: string): Promise<Record<string, unknown>> {
  const officer = await again(given.officer);
  await post(officer, `${path}/release`, 202);
  await given.instance.settled();
  given.instance.clock.advance(6_000);
  return statesOf(await again(given.officer), path);
}

describe('a response that runs', () => {
  it('IR3: takes a rogue coach and all engagements out of reach, and brings back what was there', async () => {
    const { pair } = given;
    const path = await givenContained('rogue-coach', person(pair.coach.personId));
    const states = await statesOf(await again(second), path);
    expect(states).toMatchObject({
      'close-sessions': 'effective',
      'suspend-relationships': 'effective',
      'stop-exports-of-person': 'effective',
    });
    expect(await statusOf(pair.coach)).toBe(401);
    const engagement = `/v1/engagements/${pair.engagementId}`;
    expect(await statusOf(await again(pair.client), engagement)).toBe(404);
    expect(await release(path)).toMatchObject({
      'close-sessions': 'undone',
      'suspend-relationships': 'undone',
      'stop-exports-of-person': 'undone',
    });
    expect(await statusOf(await again(pair.client), engagement)).toBe(200);
    expect(await statusOf(await again(pair.coach), engagement)).toBe(200);
  });

  it('IR3 IR8: freezes the organisation whose records are carried away, with the people that the case names', async () => {
    const { pair, programme } = given;
    const breached = organization(programme.organizationId);
    const path = await givenContained('personal-data-breach', breached, person(pair.coach.personId));
    expect(await statesOf(await again(second), path)).toMatchObject({
      'freeze-organization': 'effective',
      'stop-exports-of-organization': 'effective',
      'close-sessions': 'effective',
    });
    expect(await statusOf(await again(pair.client))).toBe(401);
    expect(await release(path)).toMatchObject({ 'freeze-organization': 'undone' });
    expect(await statusOf(await again(pair.client))).toBe(200);
  });

  it('IR3: stops a tool whose secret is known to others, and lets it go on', async () => {
    const programme = { ...given.programme, admin: await again(given.programme.admin) };
    const tool = await givenAnnounced(programme, await givenChampion(given.instance, programme));
    const path = await givenContained('leaked-credential', integration(tool.integrationId));
    const stopped = { 'suspend-integration': 'effective', 'stop-redelivery': 'effective' };
    expect(await statesOf(await again(second), path)).toMatchObject(stopped);
    expect(await release(path)).toMatchObject({ 'suspend-integration': 'undone', 'stop-redelivery': 'undone' });
  });

  it('MC11: halts a channel, and lets it go on', async () => {
    const path = await givenContained('compromised-channel', channel('webhooks'));
    expect(await statesOf(await again(second), path)).toMatchObject({ 'halt-channel': 'effective' });
    expect(await release(path)).toMatchObject({ 'halt-channel': 'undone' });
  });

  it('IR3: keeps a compromised member of the staff out, while officers go on', async () => {
    const path = await givenContained('staff-compromise', person(given.operator.personId));
    expect(await statusOf(await again(given.officer))).toBe(200);
    expect(await statusOf(given.operator)).toBe(401);
    expect(await release(path)).toMatchObject({ 'close-sessions': 'undone' });
  });
});
