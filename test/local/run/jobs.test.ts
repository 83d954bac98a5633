import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetDurableExecutionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { area } from '#/domain/api/area.ts';
import { functionArn, startName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import type { LoadModule } from '#/local/run/functions.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';

const DAY_MS = 86_400_000;
const nothing = { says: 'A function of a test.', stores: {}, keys: { unwrap: [] }, routes: {} } as const;
const areas = [
  area({ ...nothing, name: 'follower', trigger: 'outbox' }),
  area({ ...nothing, name: 'patient', trigger: 'durable' }),
  area({ ...nothing, name: 'daily', trigger: { schedule: 'rate(1 day)' } }),
];

type Happened = { rows: (string | undefined)[]; times: string[]; failures: number };
const happened: Happened = { rows: [], times: [], failures: 0 };
let instance: GivenInstance;

beforeAll(async () => {
  instance = await givenInstance({ areas, loadModule });
  return () => instance.close();
});
beforeEach(() => {
  Object.assign(happened, { rows: [], times: [], failures: 0 } satisfies Happened);
});

/** Tiny functions that note what reached them. */
const handlers: Readonly<Record<string, unknown>> = {
  follower: async ({ Records }: DynamoDBStreamEvent) => {
    for (const { dynamodb } of Records) happened.rows.push(dynamodb?.NewImage?.sk?.S);
  },
  patient: withDurableExecution(async (input: { days: number }, context: DurableContext) => {
    await context.wait('grace', { days: input.days });
    return { waited: input.days };
  }),
  daily: async ({ time }: ScheduledEvent) => {
    happened.times.push(time);
    if (happened.failures-- > 0) throw new Error('not today');
  },
};
const loadModule: LoadModule = async (name) => ({ handler: handlers[name] });

async function put(sk: string): Promise<void> {
  const Item = { pk: { S: 'subject#x' }, sk: { S: sk } };
  await new DynamoDBClient(instance.awsConfig).send(new PutItemCommand({ TableName: instance.tables.activity, Item }));
}

async function start(input: object, DurableExecutionName: string): Promise<string | undefined> {
  const FunctionName = startName(instance.id, 'patient');
  const how = { FunctionName, InvocationType: 'Event', DurableExecutionName, Payload: JSON.stringify(input) } as const;
  return (await new LambdaClient(instance.awsConfig).send(new InvokeCommand(how))).DurableExecutionArn;
}

async function expectOutcome(DurableExecutionArn: string | undefined, outcome: object): Promise<void> {
  await instance.settled();
  const command = new GetDurableExecutionCommand({ DurableExecutionArn });
  expect(await new LambdaClient(instance.awsConfig).send(command)).toMatchObject(outcome);
}

async function expectRuns(ms: number, count: number): Promise<void> {
  instance.clock.advance(ms);
  await instance.settled();
  expect(happened.times).toHaveLength(count);
}

it('an outbox area gets the new rows of the outbox, in their order, and no others of the table', async () => {
  for (const sk of ['outbox#1', 'idempotency#1', 'outbox#2', 'outbox#3']) await put(sk);
  await put('outbox#1');
  await instance.settled();

  expect(happened.rows).toEqual(['outbox#1', 'outbox#2', 'outbox#3']);
});

it('a scheduled area runs each time its period has passed, and not at the start', async () => {
  await expectRuns(0, 0);
  await expectRuns(DAY_MS, 1);
  await expectRuns(DAY_MS, 2);

  const [first = '', second = ''] = happened.times;
  expect(Date.parse(second) - Date.parse(first)).toBe(DAY_MS);
});

it('a scheduled area that fails is tried twice more, then it is a dead letter', async () => {
  happened.failures = 3;
  await expectRuns(DAY_MS, 1);
  await expectRuns(60_000, 2);
  expect(instance.deadLetters()).toEqual([]);

  await expectRuns(120_000, 3);

  expect(instance.deadLetters()).toMatchObject([
    { functionName: 'coachvault-eu-daily', attempts: 3, errorType: 'Error' },
  ]);
});

it('a schedule starts a function at its moment', async () => {
  const place = { id: instance.id, region: instance.region, account: localAccount };
  const at = new Date(instance.clock.now() + 30 * 60_000).toISOString().slice(0, 19);
  const command = new CreateScheduleCommand({
    Name: 'deadline',
    ScheduleExpression: `at(${at})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: functionArn(place, 'daily'), RoleArn: 'arn:aws:iam::000000000000:role/x', Input: '{"time":"due"}' },
  });
  await new SchedulerClient(instance.awsConfig).send(command);

  await expectRuns(29 * 60_000, 0);
  await expectRuns(60_000, 1);

  expect(happened.times).toEqual(['due']);
});

it('a durable area is started through Lambda, and waits by the moved clock, over a restart of the instance', async () => {
  const arn = await start({ days: 30 }, 'once');
  await expectOutcome(arn, { Status: 'RUNNING' });
  await instance.close();

  const { clock, folder } = instance;
  instance = await givenInstance({ areas, loadModule, folder: folder.path, start: clock.now() });
  instance.clock.advance(30 * DAY_MS);

  await expectOutcome(arn, { Status: 'SUCCEEDED', Result: '{"waited":30}' });
  expect(await start({ days: 30 }, 'once')).toBe(arn);
});
