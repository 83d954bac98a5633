import { join } from 'node:path';
import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  TrailNotFoundException,
} from '@aws-sdk/client-cloudtrail';
import { expect, it, onTestFinished } from 'vitest';
import { openCloudTrail } from '#/local/cloudtrail/cloudtrail.ts';
import { givenAwsEndpoint, givenClock, givenFolder, REGION } from '#/test/support/local-aws.ts';

const selectors = [{ Name: 'All', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
const Name = 'coachvault-eu';

async function givenTrail() {
  const clock = givenClock();
  const file = join(givenFolder(), 'cloudtrail.sqlite');
  const trail = openCloudTrail({ region: REGION, file, name: Name, selectors, now: clock.now });
  onTestFinished(() => trail.close());
  const { client } = await givenAwsEndpoint({ services: [trail.service] });
  return { trail, clock, sdk: new CloudTrailClient(client) };
}

it('MO11: a new trail records what was deployed, and is found by its name or its ARN', async () => {
  const { trail, sdk } = await givenTrail();

  expect((await sdk.send(new GetTrailStatusCommand({ Name }))).IsLogging).toBe(true);
  const found = await sdk.send(new GetEventSelectorsCommand({ TrailName: trail.arn }));
  expect(found).toMatchObject({ TrailARN: trail.arn, AdvancedEventSelectors: selectors });
  await expect(sdk.send(new GetTrailStatusCommand({ Name: 'another' }))).rejects.toBeInstanceOf(TrailNotFoundException);
});

it('MO11: it is stopped, changed and started again, and what changed it can be looked up, the newest first', async () => {
  const { sdk, clock } = await givenTrail();
  const start = clock.now();
  const fewer = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }];
  await sdk.send(new StopLoggingCommand({ Name }));
  expect(await sdk.send(new GetTrailStatusCommand({ Name }))).toMatchObject({
    IsLogging: false,
    StopLoggingTime: new Date(start),
  });
  clock.advance(1000);
  await sdk.send(new PutEventSelectorsCommand({ TrailName: Name, AdvancedEventSelectors: fewer }));
  await sdk.send(new StartLoggingCommand({ Name }));

  const kept = await sdk.send(new GetEventSelectorsCommand({ TrailName: Name }));
  expect(kept.AdvancedEventSelectors).toEqual(fewer);
  const first = await sdk.send(new LookupEventsCommand({ MaxResults: 2 }));
  const second = await sdk.send(new LookupEventsCommand({ MaxResults: 2, NextToken: first.NextToken }));
  const names = [first, second].flatMap(({ Events = [] }) => Events.map(({ EventName }) => EventName));
  expect(names).toEqual(['StartLogging', 'PutEventSelectors', 'StopLogging']);
  expect(second.NextToken).toBeUndefined();
  const early = await sdk.send(new LookupEventsCommand({ EndTime: new Date(start) }));
  expect(early.Events?.map(({ EventName }) => EventName)).toEqual(['StopLogging']);
});
