import type { DurableContext } from '@aws/durable-execution-sdk-js';
import { expect, it } from 'vitest';
import { durable, expectStatus, givenLambda, ordinary } from './given-lambda.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const messageOf = (error: unknown): string => (error as Error).message;

/** Steps that note that they ran. */
function givenSteps() {
  const ran: string[] = [];
  const step = (context: DurableContext, name: string): Promise<string> =>
    context.step(name, async () => {
      ran.push(name);
      return name;
    });
  return { ran, step };
}

it('steps run once each, in order, and the handler’s answer is the result', async () => {
  const { ran, step } = givenSteps();
  const given = await givenLambda({
    job: durable(async ({ who }: { who: string }, context) => [
      who,
      await step(context, 'a'),
      await step(context, 'b'),
    ]),
  });

  const arn = await given.start('job', { who: 'x' });

  expect(await expectStatus(given, arn, 'SUCCEEDED')).toEqual({ result: ['x', 'a', 'b'], error: undefined });
  expect(ran).toEqual(['a', 'b']);
});

it('a wait of 30 days ends when the clock has moved as far, not before, and repeats no step', async () => {
  const { ran, step } = givenSteps();
  const given = await givenLambda({
    job: durable(async (_input, context) => {
      await step(context, 'before');
      await context.wait('grace', { days: 30 });
      return step(context, 'after');
    }),
  });
  const arn = await given.start('job');
  await expectStatus(given, arn, 'RUNNING');

  given.clock.advance(30 * DAY_MS - MINUTE_MS);
  await expectStatus(given, arn, 'RUNNING');
  given.clock.advance(MINUTE_MS);

  expect((await expectStatus(given, arn, 'SUCCEEDED')).result).toBe('after');
  expect(ran).toEqual(['before', 'after']);
});

it('a step that fails is tried again when its pause is over, as often as it asks, and no more', async () => {
  let attempts = 0;
  const retryStrategy = (_error: Error, attempt: number) => ({ shouldRetry: attempt < 3, delay: { minutes: 10 } });
  const fail = async (): Promise<never> => {
    attempts += 1;
    throw new TypeError(`attempt ${attempts}`);
  };
  const given = await givenLambda({
    job: durable(async (_input, context) => context.step('fail', fail, { retryStrategy })),
  });
  const arn = await given.start('job');

  for (const expected of [1, 2]) {
    await expectStatus(given, arn, 'RUNNING');
    expect(attempts).toBe(expected);
    given.clock.advance(10 * MINUTE_MS);
  }

  const { error } = await expectStatus(given, arn, 'FAILED');
  expect(error).toMatchObject({ ErrorType: 'StepError', ErrorMessage: 'attempt 3' });
  expect(attempts).toBe(3);
});

it('a condition is asked again after each pause, with the state of the time before', async () => {
  const given = await givenLambda({
    job: durable(async (_input, context) =>
      context.waitForCondition('count', async (seen: number) => seen + 1, {
        initialState: 0,
        waitStrategy: (seen) => (seen < 3 ? { shouldContinue: true, delay: { hours: 1 } } : { shouldContinue: false }),
      }),
    ),
  });
  const arn = await given.start('job');
  for (const _ of [1, 2]) {
    await expectStatus(given, arn, 'RUNNING');
    given.clock.advance(60 * MINUTE_MS);
  }
  expect((await expectStatus(given, arn, 'SUCCEEDED')).result).toBe(3);
});

it('branches wait and run beside each other; what one has done is not repeated when another goes on', async () => {
  const { ran, step } = givenSteps();
  const given = await givenLambda({
    job: durable(async (_input, context) => {
      const branches = ['1', '2', '3'].map((days) => async (branch: DurableContext) => {
        await step(branch, `begin ${days}`);
        await branch.wait({ days: Number(days) });
        return step(branch, `end ${days}`);
      });
      return (await context.parallel('branches', branches)).getResults();
    }),
  });
  const arn = await given.start('job');
  for (const done of [3, 4, 5]) {
    await expectStatus(given, arn, 'RUNNING');
    expect(ran).toHaveLength(done);
    given.clock.advance(DAY_MS);
  }

  expect((await expectStatus(given, arn, 'SUCCEEDED')).result).toEqual(['end 1', 'end 2', 'end 3']);
  expect(new Set(ran).size).toBe(ran.length);
});

it('time that passes while the handler runs reaches it: no wait is slept through', async () => {
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const given = await givenLambda({
    job: durable(async (_input, context) => {
      const slow = async (branch: DurableContext) => branch.step('slow', () => held);
      const wait = async (branch: DurableContext) => branch.wait({ days: 1 });
      await context.parallel([slow, wait]);
      return 'done';
    }),
  });
  const arn = await given.start('job');
  await new Promise((resolve) => setTimeout(resolve, 50));

  given.clock.advance(DAY_MS);
  await new Promise((resolve) => setTimeout(resolve, 50));
  release();

  expect((await expectStatus(given, arn, 'SUCCEEDED')).result).toBe('done');
});

it('a function that another waits for answers it, ordinary or durable, done or failed', async () => {
  const given = await givenLambda({
    parent: durable(async (_input, context) => {
      const calls = [
        await context.invoke('ordinary', 'double', 4),
        await context.invoke('durable', 'later:live', { hours: 5 }),
        await context.invoke('fails', 'fails', {}).catch(messageOf),
        await context.invoke('unknown', 'unknown', {}).catch(messageOf),
        await context.invoke('unqualified', 'later', {}).catch(messageOf),
      ];
      return calls;
    }),
    double: ordinary((input: number) => input * 2),
    fails: ordinary(() => {
      throw new RangeError('out of range');
    }),
    later: durable(async (input: { hours: number }, context) => {
      await context.wait(input);
      return input.hours;
    }),
  });
  const arn = await given.start('parent');
  await expectStatus(given, arn, 'RUNNING');

  given.clock.advance(5 * 60 * MINUTE_MS);

  const { result } = await expectStatus(given, arn, 'SUCCEEDED');
  expect(result).toEqual([8, 5, 'out of range', expect.stringMatching(/not found/), expect.stringMatching(/alias/)]);
});

it('a handler that throws has failed; one that cannot go on is run again later', async () => {
  let runs = 0;
  const failing = durable(async () => {
    throw new TypeError('broken');
  });
  const given = await givenLambda({
    failing,
    unlucky: {
      isDurable: true,
      handler: async (event, context) => {
        runs += 1;
        if (runs < 3) throw new Error('the sandbox broke');
        return durable(async () => 'done').handler(event, context);
      },
    },
  });
  const failed = await given.start('failing');
  const unlucky = await given.start('unlucky');
  expect((await expectStatus(given, failed, 'FAILED')).error).toMatchObject({
    ErrorType: 'TypeError',
    ErrorMessage: 'broken',
  });
  await expectStatus(given, unlucky, 'RUNNING');
  given.clock.advance(MINUTE_MS);
  await expectStatus(given, unlucky, 'RUNNING');
  given.clock.advance(MINUTE_MS);

  expect((await expectStatus(given, unlucky, 'SUCCEEDED')).result).toBe('done');
  expect(given.logged).toEqual(Array(2).fill('lambda: the function unlucky failed with Error'));
});

it('a function that is no durable one fails its execution, and says how to mend that', async () => {
  const given = await givenLambda({ job: { isDurable: true, handler: async () => ({ statusCode: 200 }) } });
  const { error } = await expectStatus(given, await given.start('job'), 'FAILED');
  expect(error).toMatchObject({
    ErrorType: 'InvalidAnswer',
    ErrorMessage: expect.stringContaining('withDurableExecution'),
  });
});

it('an execution of more operations than fit into one event goes on', async () => {
  const given = await givenLambda({
    job: durable(async (_input, context) => {
      const count = 1_200;
      await Promise.all(Array.from({ length: count }, (_, at) => context.step(`${at}`, async () => at)));
      await context.wait({ days: 1 });
      return context.step('last', async () => count);
    }),
  });
  const arn = await given.start('job');
  await expectStatus(given, arn, 'RUNNING');
  given.clock.advance(DAY_MS);
  expect((await expectStatus(given, arn, 'SUCCEEDED')).result).toBe(1_200);
});

it.each([
  [
    'an answer of more than 256 KB',
    async (context: DurableContext) => context.step(async () => 'x'.repeat(262_200)),
    /larger than 262144 bytes/,
  ],
  [
    'more than 3,000 operations',
    async (context: DurableContext) =>
      Promise.all(Array.from({ length: 3_001 }, (_, at) => context.step(`${at}`, async () => at))),
    /at most 3000 operations/,
  ],
])('as on Lambda, a step fails its execution with %s', async (_what, run, message) => {
  const given = await givenLambda({ job: durable(async (_input, context) => run(context)) });
  const { error } = await expectStatus(given, await given.start('job'), 'FAILED');
  expect(error?.ErrorMessage).toMatch(message);
});
