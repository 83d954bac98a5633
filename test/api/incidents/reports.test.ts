import { beforeAll, expect, it } from 'vitest';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { expectStatus, givenPair, givenProgramme, givenStaff, type Person } from '#/test/support/people.ts';

let instance: GivenInstance;
let officer: Person;
let client: Person;

beforeAll(async () => {
  instance = await givenInstance();
  officer = await givenStaff(instance, 'security');
  const operator = await givenStaff(instance, 'platform_admin');
  client = (await givenPair(instance, await givenProgramme(instance, operator))).client;
});

it('ED3 IR15: a report of anybody opens a case at once, with whom it concerns and when we knew', async () => {
  expect((await client.call('POST', '/v1/me/report-incident', { body: { kind: 'lost-device' } })).status).toBe(204);

  const { items } = expectStatus(await officer.call('GET', '/v1/incidents'), 200);
  expect(items).toMatchObject([
    { cause: 'report', severity: 'P2', state: 'detect', openedBy: client.personId, targets: [{ id: client.personId }] },
  ]);
});

it('ED3: a report takes no words of its own, so that no content gets into a case', async () => {
  const body = { kind: 'other', text: 'What she told me in March.' };
  expect((await client.call('POST', '/v1/me/report-incident', { body })).status).toBe(400);
});
