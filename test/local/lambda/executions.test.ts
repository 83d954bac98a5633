import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  CheckpointDurableExecutionCommand,
  type Event,
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  ListDurableExecutionsByFunctionCommand,
  StopDurableExecutionCommand,
} from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { durable, expectStatus, type GivenLambda, givenLambda, ordinary } from './given-lambda.ts';

const HOUR_MS = 3_600_000;
const SECRET = 'kim@example.org';

const functions = {
  long: durable(async (input: unknown, context) => {
    await context.step('first', async () => SECRET);
    await context.wait('pause', { hours: 1 });
    return input;
  }),
  tries: durable(async (_input, context) => {
    let attempt = 0;
    const twice = { retryStrategy: (_: Error, failed: number) => ({ shouldRetry: failed < 2, delay: { hours: 1 } }) };
    await context.step(
      'tries',
      async () => {
        attempt += 1;
        throw new Error(SECRET);
      },
      twice,
    );
    return attempt;
  }),
  calls: durable(async (_input, context) => context.invoke('call', 'ordinary', { a: 1 })),
  ordinary: ordinary(() => ({ b: 2 })),
};

async function historyOf({ client }: GivenLambda, DurableExecutionArn: string, more = {}): Promise<Event[]> {
  const { Events } = await client.send(new GetDurableExecutionHistoryCommand({ DurableExecutionArn, ...more }));
  return Events ?? [];
}

const typesOf = (events: readonly Event[]) =>
  events.map(({ EventType }) => EventType).filter((type) => type !== 'InvocationCompleted');

it('shows an execution with what went in and what came out', async () => {
  const given = await givenLambda(functions);
  const arn = await given.start('long', { a: 1 }, 'job-1');
  await given.lambda.settled();
  const command = new GetDurableExecutionCommand({ DurableExecutionArn: arn });
  const running = await given.client.send(command);
  given.clock.advance(HOUR_MS);
  await given.lambda.settled();
  const done = await given.client.send(command);

  expect(running).toMatchObject({ DurableExecutionName: 'job-1', Status: 'RUNNING', InputPayload: '{"a":1}' });
  expect(running.EndTimestamp).toBeUndefined();
  expect(done).toMatchObject({ Status: 'SUCCEEDED', Result: '{"a":1}' });
  expect(Number(done.EndTimestamp) - Number(done.StartTimestamp)).toBeGreaterThanOrEqual(HOUR_MS);
});

it('tells the history of a wait, of retries and of a call in the words of Lambda', async () => {
  const given = await givenLambda(functions);
  const [long, tries, calls] = await Promise.all([given.start('long'), given.start('tries'), given.start('calls')]);
  await given.lambda.settled();
  given.clock.advance(HOUR_MS);
  await given.lambda.settled();

  expect(typesOf(await historyOf(given, long))).toEqual([
    'ExecutionStarted',
    'StepStarted',
    'StepSucceeded',
    'WaitStarted',
    'WaitSucceeded',
    'ExecutionSucceeded',
  ]);
  const retried = await historyOf(given, tries);
  expect(typesOf(retried)).toEqual([
    'ExecutionStarted',
    'StepStarted',
    'StepFailed',
    'StepStarted',
    'StepFailed',
    'ExecutionFailed',
  ]);
  const failures = retried.flatMap(({ StepFailedDetails }) => StepFailedDetails?.RetryDetails ?? []);
  expect(failures).toEqual([{ CurrentAttempt: 1, NextAttemptDelaySeconds: 3_600 }, { CurrentAttempt: 2 }]);
  expect(await historyOf(given, calls)).toContainEqual(
    expect.objectContaining({ EventType: 'ChainedInvokeSucceeded', Name: 'call' }),
  );
});

it('pages a history, turns it round, and leaves out what was in it when asked', async () => {
  const given = await givenLambda(functions);
  const arn = await given.start('long');
  await given.lambda.settled();
  const all = await historyOf(given, arn);

  const seen: Event[] = [];
  let Marker: string | undefined;
  do {
    const command = new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, MaxItems: 2, Marker });
    const page = await given.client.send(command);
    seen.push(...(page.Events ?? []));
    Marker = page.NextMarker;
  } while (Marker !== undefined);

  expect(seen).toEqual(all);
  expect(await historyOf(given, arn, { ReverseOrder: true })).toEqual(all.toReversed());
  expect(JSON.stringify(all)).toContain(SECRET);
  expect(JSON.stringify(await historyOf(given, arn, { IncludeExecutionData: false }))).not.toContain(SECRET);
});

it('lists the executions of a function by state, name and time', async () => {
  const given = await givenLambda(functions);
  const first = await given.start('long', {}, 'one');
  await given.lambda.settled();
  given.clock.advance(HOUR_MS);
  await given.lambda.settled();
  await given.start('long', {}, 'two');
  await given.start('calls', {}, 'three');
  await given.lambda.settled();
  const list = async (how: object): Promise<(string | undefined)[]> => {
    const command = new ListDurableExecutionsByFunctionCommand({ FunctionName: 'long', ...how });
    const { DurableExecutions = [] } = await given.client.send(command);
    return DurableExecutions.map(({ DurableExecutionName }) => DurableExecutionName);
  };
  const half = new Date(given.clock.now() - HOUR_MS / 2);

  expect(await list({})).toEqual(['one', 'two']);
  expect(await list({ ReverseOrder: true, MaxItems: 1 })).toEqual(['two']);
  expect(await list({ Statuses: ['SUCCEEDED'] })).toEqual(['one']);
  expect(await list({ DurableExecutionName: 'two' })).toEqual(['two']);
  expect(await list({ StartedAfter: half })).toEqual(['two']);
  expect(await list({ StartedBefore: half })).toEqual(['one']);
  expect(first).toContain('/one/');
});

it('a stopped execution stays stopped, and nothing of it goes on', async () => {
  const given = await givenLambda(functions);
  const arn = await given.start('long');
  await expectStatus(given, arn, 'RUNNING');
  const stop = new StopDurableExecutionCommand({ DurableExecutionArn: arn, Error: { ErrorMessage: 'by hand' } });

  const first = await given.client.send(stop);
  given.clock.advance(HOUR_MS);

  expect((await expectStatus(given, arn, 'STOPPED')).error).toEqual({ ErrorMessage: 'by hand' });
  expect((await given.client.send(stop)).StopTimestamp).toEqual(first.StopTimestamp);
  expect(typesOf(await historyOf(given, arn)).at(-1)).toBe('ExecutionStopped');
});

it('takes no checkpoint of a run that is not the newest one', async () => {
  const given = await givenLambda(functions);
  const DurableExecutionArn = await given.start('long');
  const command = new CheckpointDurableExecutionCommand({ DurableExecutionArn, CheckpointToken: 'old', Updates: [] });
  await expect(given.client.send(command)).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: expect.stringMatching(/^Invalid Checkpoint Token/),
  });
});

it('knows no execution by another ARN', async () => {
  const given = await givenLambda(functions);
  const arn = await given.start('long');
  const get = (DurableExecutionArn: string) =>
    given.client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
  await expect(get(arn.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(get('arn:aws:lambda:eu-central-1:000000000000:function:long')).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
});

it('nothing that went through a function lies in clear on the disk', async () => {
  const given = await givenLambda(functions);
  const arn = await given.start('long', { who: SECRET });
  await given.start('tries');
  await given.invoke({ FunctionName: 'ordinary', InvocationType: 'Event', input: SECRET });
  await given.lambda.settled();
  given.clock.advance(HOUR_MS);
  await expectStatus(given, arn, 'SUCCEEDED');

  const files = readdirSync(given.folder).map((name) => join(given.folder, name));
  expect(files.some((file) => statSync(file).size > 10_000)).toBe(true);
  for (const file of files) expect(readFileSync(file).includes(SECRET)).toBe(false);
});
