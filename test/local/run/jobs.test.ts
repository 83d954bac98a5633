import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetDurableExecutionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import type { DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
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

type Happened = { readonly rows: (string | undefined)[]; readonly times: string[]; failures: number };
let happened: Happened;
beforeEach(() => {
  happened = { rows: [], times: [], failures: 0 };
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

async function put(instance: GivenInstance, sk: string): Promise<void> {
  const Item = { pk: { S: 'subject#x' }, sk: { S: sk } };
  await new DynamoDBClient(instance.awsConfig).send(new PutItemCommand({ TableName: instance.tables.activity, Item }));
}

async function start(
  instance: GivenInstance,
  input: object,
  DurableExecutionName: string,
): Promise<string | undefined> {
  const FunctionName = startName(instance.id, 'patient');
  const how = { FunctionName, InvocationType: 'Event', DurableExecutionName, Payload: JSON.stringify(input) } as const;
  return (await new LambdaClient(instance.awsConfig).send(new InvokeCommand(how))).DurableExecutionArn;
}

async function expectOutcome(instance: GivenInstance, DurableExecutionArn: string | undefined, outcome: object) {
  await instance.settled();
  const command = new GetDurableExecutionCommand({ DurableExecutionArn });
  expect(await new LambdaClient(instance.awsConfig).send(command)).toMatchObject(outcome);
}

describe('the jobs of an instance', () => {
  it('an outbox area gets the new rows of the outbox, in their order, and no others of the table', async () => {
    const instance = await givenInstance({ areas, loadModule });

    for (const sk of ['outbox#1', 'idempotency#1', 'outbox#2', 'outbox#3']) await put(instance, sk);
    await put(instance, 'outbox#1');
    await instance.settled();

    expect(happened.rows).toEqual(['outbox#1', 'outbox#2', 'outbox#3']);
  });

  it('a durable area can be started through Lambda, and waits by the moved clock, over a restart of the instance', async () => {
    const first = await givenInstance({ areas, loadModule });
    const arn = await start(first, { days: 30 }, 'once');
    await expectOutcome(first, arn, { Status: 'RUNNING' });
    await first.close();

    const second = await givenInstance({ areas, loadModule, folder: first.folder.path });
    second.clock.advance(30 * DAY_MS);

    await expectOutcome(second, arn, { Status: 'SUCCEEDED', Result: '{"waited":30}' });
    expect(await start(second, { days: 30 }, 'once')).toBe(arn);
  });

  it('a scheduled area runs each time its period has passed, and not at the start', async () => {
    const instance = await givenInstance({ areas, loadModule, start: Date.parse('2027-01-01T12:00:00Z') });
    await instance.settled();
    expect(happened.times).toEqual([]);

    instance.clock.advance(DAY_MS);
    await instance.settled();
    instance.clock.advance(DAY_MS);
    await instance.settled();

    expect(happened.times.map((time) => time.slice(0, 13))).toEqual(['2027-01-02T12', '2027-01-03T12']);
  });

  it('a scheduled area that fails is tried twice more, then it is a dead letter', async () => {
    const instance = await givenInstance({ areas, loadModule });
    happened.failures = 3;

    for (const ms of [DAY_MS, 60_000, 120_000]) {
      expect(instance.deadLetters()).toEqual([]);
      instance.clock.advance(ms);
      await instance.settled();
    }

    expect(happened.times).toHaveLength(3);
    expect(instance.deadLetters()).toMatchObject([
      { functionName: 'coachvault-eu-daily', attempts: 3, errorType: 'Error' },
    ]);
  });

  it('a schedule starts a function at its moment', async () => {
    const instance = await givenInstance({ areas, loadModule, start: Date.parse('2027-01-01T12:00:00Z') });
    const place = { id: instance.id, region: instance.region, account: localAccount };
    const command = new CreateScheduleCommand({
      Name: 'deadline',
      ScheduleExpression: 'at(2027-01-01T12:30:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: functionArn(place, 'daily'),
        RoleArn: 'arn:aws:iam::000000000000:role/x',
        Input: '{"time":"due"}',
      },
    });
    await new SchedulerClient(instance.awsConfig).send(command);

    instance.clock.advance(29 * 60_000);
    await instance.settled();
    expect(happened.times).toEqual([]);
    instance.clock.advance(2 * 60_000);
    await instance.settled();

    expect(happened.times).toEqual(['due']);
  });
});
