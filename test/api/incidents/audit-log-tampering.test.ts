import { CloudTrailClient, GetTrailStatusCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { beforeAll, describe, expect, it } from 'vitest';
import { trailName } from '#/lib/names.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { objectsIn } from '#/test/support/objects.ts';
import { expectStatus, givenStaff, type Person } from '#/test/support/people.ts';

let instance: GivenInstance;
let officer: Person;

beforeAll(async () => {
  instance = await givenInstance();
  officer = await givenStaff(instance, 'security');
  await givenStaff(instance, 'security');
});

describe('audit-log tampering', () => {
  it('IR3 IR4 MO11: a stopped trail writes again, and what it knows lies in the evidence vault', async () => {
    const cloudTrail = new CloudTrailClient(instance.awsConfig);
    const Name = trailName(instance.id);
    await cloudTrail.send(new StopLoggingCommand({ Name }));
    const target = { type: 'instance', id: instance.id };
    const opened = await officer.call('POST', '/v1/incidents', { body: { severity: 'P1', targets: [target] } });
    const path = `/v1/incidents/${expectStatus(opened, 201).incidentId}`;

    const run = { body: { playbook: 'audit-log-tampering', target } };
    expectStatus(await officer.call('POST', `${path}/runs`, run), 202);
    await instance.settled();

    expect((await cloudTrail.send(new GetTrailStatusCommand({ Name }))).IsLogging).toBe(true);
    const { items } = expectStatus(await officer.call('GET', `${path}/containments?limit=100`), 200);
    const states = (items as Record<string, unknown>[]).map(({ action, state }) => [action, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['restart-trail', 'effective'],
        ['keep-trail-of-instance', 'effective'],
        ['keep-access-log-of-instance', 'effective'],
      ]),
    );
    const names = await objectsIn(instance, 'evidence');
    expect(names.map((name) => name.replace(/^.*\/items\/\d+-/, '')).toSorted()).toEqual([
      'access-log.jsonl',
      'control-plane-log.jsonl',
    ]);
  });
});
