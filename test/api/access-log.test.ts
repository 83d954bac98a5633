import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { type Engagement, givenPair, givenProgramme, givenStaff, type Programme } from '#/test/support/people.ts';

let instance: GivenInstance;
let programme: Programme;
let others: Programme;
let pair: Engagement;

beforeAll(async () => {
  instance = await givenInstance();
  const operator = await givenStaff(instance, 'platform_admin');
  programme = await givenProgramme(instance, operator);
  others = await givenProgramme(instance, operator);
  pair = await givenPair(instance, programme);
});

/** Records in the log of a person or an organisation that `actorId` had opened, by kind. */
async function openedBy(actorId: string, subjectId: string): Promise<string[]> {
  const dynamo = new DynamoDBClient(instance.awsConfig);
  const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: instance.tables.accesslog }));
  dynamo.destroy();
  const entries = Items.map((item) => unmarshall(item)).filter(({ subject }) => subject === subjectId);
  const own = entries.map(({ fields }) => fields).filter((entry) => entry.actorId === actorId);
  return own.flatMap(({ records }: { records: string[] }) => records.map((record) => String(record.split(':')[0])));
}

describe('IA2: what is not for the caller is not opened at all', () => {
  it('no profile of somebody who is no member', async () => {
    const path = `/v1/organizations/${programme.organizationId}/members`;
    const { personId } = programme.admin;
    for (const stranger of [others.sponsor, pair.client]) {
      expectProblem(await programme.admin.call('GET', `${path}/${stranger.personId}`), 'not-found');
      expect(await openedBy(personId, stranger.personId)).not.toContain('person');
    }
    await programme.admin.call('GET', `${path}/${pair.coach.personId}`);
    expect(await openedBy(personId, pair.coach.personId)).toContain('person');
  });

  it('no terms of an organisation that the coach does not belong to', async () => {
    const { organizationId, termsId } = others;
    const body = { organizationId, termsId, clientEmail: pair.client.email };
    expectProblem(await pair.coach.call('POST', '/v1/engagements', { body }), 'not-found');
    expect(await openedBy(pair.coach.personId, organizationId)).toEqual([]);
    expect(await openedBy(pair.coach.personId, programme.organizationId)).toContain('programme_terms');
  });
});
