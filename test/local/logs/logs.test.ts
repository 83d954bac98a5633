import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, it } from 'vitest';
import { openLogs } from '#/local/logs/logs.ts';
import { type Clock, givenAwsEndpoint, givenClock, givenFolder, REGION } from '#/test/support/local-aws.ts';

const DAY_MS = 86_400_000;
const GROUP = '/coachvault/eu/api';

type Given = { client: CloudWatchLogsClient; clock: Clock; folder: string };

async function givenLogs(folder = givenFolder(), clock = givenClock()): Promise<Given> {
  const { service } = openLogs({ region: REGION, folder, now: clock.now });
  const { client } = await givenAwsEndpoint({ services: [service] });
  return { client: new CloudWatchLogsClient(client), clock, folder };
}

async function givenStream({ client }: Given, logStreamName = 'one'): Promise<void> {
  await client.send(new CreateLogGroupCommand({ logGroupName: GROUP })).catch(() => undefined);
  await client.send(new CreateLogStreamCommand({ logGroupName: GROUP, logStreamName }));
}

function put({ client, clock }: Given, messages: string[], { at = clock.now(), logStreamName = 'one' } = {}) {
  const logEvents = messages.map((message) => ({ timestamp: at, message }));
  return client.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName, logEvents }));
}

async function messages({ client }: Given, input: Partial<FilterLogEventsCommandInput> = {}): Promise<unknown[]> {
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input }));
  return events.map((event) => event.message);
}

it('creates groups, takes events and finds them again by time, stream and pattern', async () => {
  const logs = await givenLogs();
  await givenStream(logs);
  await givenStream(logs, 'two');
  const start = logs.clock.now();
  await put(logs, ['{"route":"GET /me","status":200}']);
  logs.clock.advance(1000);
  await put(logs, ['{"route":"GET /me","status":503}', 'plain ERROR line'], { logStreamName: 'two' });

  expect(await messages(logs)).toHaveLength(3);
  expect(await messages(logs, { endTime: start })).toEqual(['{"route":"GET /me","status":200}']);
  expect(await messages(logs, { startTime: start + 1 })).toHaveLength(2);
  expect(await messages(logs, { logStreamNames: ['one'] })).toHaveLength(1);
  expect(await messages(logs, { filterPattern: 'ERROR' })).toEqual(['plain ERROR line']);
  expect(await messages(logs, { filterPattern: '{ $.status = 503 }' })).toEqual(['{"route":"GET /me","status":503}']);
});

it('pages without repeating or skipping, while events arrive', async () => {
  const logs = await givenLogs();
  await givenStream(logs);
  await put(logs, ['1', '2', '3', '4', '5']);
  const seen: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.client.send(new FilterLogEventsCommand({ logGroupName: GROUP, limit: 2, nextToken }));
    seen.push(...(page.events ?? []).map((event) => event.message));
    nextToken = page.nextToken;
    if (seen.length === 2) await put(logs, ['6']);
  } while (nextToken !== undefined);
  expect(seen).toEqual(['1', '2', '3', '4', '5', '6']);
});

it('keeps events for 90 days: reads stop at the moment, the file goes within a day', async () => {
  const logs = await givenLogs();
  await givenStream(logs);
  await put(logs, ['old']);
  logs.clock.advance(90 * DAY_MS);
  expect(await messages(logs)).toEqual(['old']);
  logs.clock.advance(1);
  expect(await messages(logs)).toEqual([]);
  logs.clock.advance(DAY_MS);
  expect(await messages(logs)).toEqual([]);
  expect(readdirSync(logs.folder)).toEqual(['groups.json']);
});

it('says which events are too old or too new, and stores the others', async () => {
  const logs = await givenLogs();
  await givenStream(logs);
  const now = logs.clock.now();
  const times = [now - 15 * DAY_MS, now, now + DAY_MS];
  const logEvents = times.map((timestamp, index) => ({ timestamp, message: String(index) }));
  const input = { logGroupName: GROUP, logStreamName: 'one' };
  const { rejectedLogEventsInfo } = await logs.client.send(new PutLogEventsCommand({ ...input, logEvents }));
  expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
  expect(await messages(logs)).toEqual(['1']);
  await expect(
    logs.client.send(new PutLogEventsCommand({ ...input, logEvents: logEvents.toReversed() })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

it('survives a restart and a line that a kill cut short; names in no file name', async () => {
  const logs = await givenLogs();
  await givenStream(logs);
  await put(logs, ['before']);
  const files = readdirSync(logs.folder).sort();
  expect(files).toEqual(['1.2026-11-21.jsonl', 'groups.json']);
  expect(files.map((file) => statSync(join(logs.folder, file)).mode & 0o077)).toEqual([0, 0]);
  appendFileSync(join(logs.folder, '1.2026-11-21.jsonl'), '\n{"id":"cut sho');

  const again = await givenLogs(logs.folder, logs.clock);
  await put(again, ['after']);
  expect(await messages(again)).toEqual(['before', 'after']);
  expect(readFileSync(join(logs.folder, 'groups.json'), 'utf8')).toContain(GROUP);
});

it('writes from within the process without being set up', async () => {
  const clock = givenClock();
  const { service, write } = openLogs({ region: REGION, folder: givenFolder(), now: clock.now });
  write(GROUP, 'local', [{ timestamp: clock.now(), message: 'hello' }]);
  const { events } = await service.call('FilterLogEvents', { logGroupName: GROUP });
  expect(events).toMatchObject([{ message: 'hello', logStreamName: 'local' }]);
});

it('lists groups, and answers with the codes of AWS', async () => {
  const { client } = await givenLogs();
  for (const logGroupName of ['/b', '/a/2', '/a/1']) await client.send(new CreateLogGroupCommand({ logGroupName }));
  const listed = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/a', limit: 1 }));
  expect(listed.logGroups).toMatchObject([{ logGroupName: '/a/1', retentionInDays: 90 }]);
  const { nextToken } = listed;
  const rest = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/a', nextToken }));
  expect(rest.logGroups?.map((group) => group.logGroupName)).toEqual(['/a/2']);

  const expectCode = (call: Promise<unknown>, name: string) => expect(call).rejects.toMatchObject({ name });
  await expectCode(client.send(new CreateLogGroupCommand({ logGroupName: '/b' })), 'ResourceAlreadyExistsException');
  await expectCode(client.send(new CreateLogGroupCommand({ logGroupName: 'a b' })), 'InvalidParameterException');
  await expectCode(client.send(new FilterLogEventsCommand({ logGroupName: '/none' })), 'ResourceNotFoundException');
  const logEvents = [{ timestamp: 1, message: 'x' }];
  await expectCode(
    client.send(new PutLogEventsCommand({ logGroupName: '/b', logStreamName: 'none', logEvents })),
    'ResourceNotFoundException',
  );
});
