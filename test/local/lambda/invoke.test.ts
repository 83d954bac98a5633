import { InvokeCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { answerOf, durable, expectStatus, type GivenLambda, givenLambda, ordinary } from './given-lambda.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

const functions = {
  double: ordinary((input: number) => input * 2),
  fails: ordinary(() => {
    throw new RangeError('out of range');
  }),
  silent: ordinary(() => undefined),
  echo: durable(async (input) => input),
  refuses: durable(async () => {
    throw new TypeError('refused');
  }),
};

describe('an ordinary function', () => {
  it.each([
    ['a name', 'double'],
    ['a name with a version', 'double:$LATEST'],
    ['a partial ARN', '000000000000:function:double'],
    ['an ARN', 'arn:aws:lambda:eu-central-1:000000000000:function:double'],
    ['an ARN with an alias', 'arn:aws:lambda:eu-central-1:000000000000:function:double:live'],
  ])('answers who calls it by %s', async (_by, FunctionName) => {
    const { invoke } = await givenLambda(functions);
    expect(answerOf(await invoke({ FunctionName, input: 21 }))).toBe(42);
  });

  it('answers null when it says nothing, and an error object when it throws', async () => {
    const { invoke, logged } = await givenLambda(functions);

    expect(answerOf(await invoke({ FunctionName: 'silent' }))).toBeNull();
    const failed = await invoke({ FunctionName: 'fails' });

    expect(failed).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answerOf(failed)).toMatchObject({ errorType: 'RangeError', errorMessage: 'out of range' });
    expect(logged).toEqual(['lambda: the function fails failed with RangeError']);
  });

  it('is not run by a dry run', async () => {
    const { invoke, logged } = await givenLambda(functions);
    expect(await invoke({ FunctionName: 'fails', InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 });
    expect(logged).toEqual([]);
  });
});

describe('an event', () => {
  /** A function that fails as often as it is told. */
  function givenFailing(times: number) {
    const seen: unknown[] = [];
    const handler = ordinary((event: unknown) => {
      seen.push(event);
      if (seen.length <= times) throw new TypeError(`attempt ${seen.length}`);
    });
    return { seen, handler };
  }
  const send = ({ invoke }: GivenLambda) => invoke({ FunctionName: 'f', InvocationType: 'Event', input: { id: 1 } });

  it('is answered before the function runs', async () => {
    const { seen, handler } = givenFailing(0);
    const given = await givenLambda({ f: handler });
    expect(await send(given)).toMatchObject({ StatusCode: 202 });
    await given.lambda.settled();
    expect(seen).toEqual([{ id: 1 }]);
  });

  it('is tried again after one minute and after two more, and not after it went well', async () => {
    const { seen, handler } = givenFailing(2);
    const given = await givenLambda({ f: handler });
    await send(given);
    for (const [minutes, attempts] of [
      [0, 1],
      [1, 2],
      [1, 2],
      [1, 3],
      [9, 3],
    ] as const) {
      given.clock.advance(minutes * MINUTE_MS);
      await given.lambda.settled();
      expect(seen).toHaveLength(attempts);
    }
    expect(given.lambda.deadLetters()).toEqual([]);
  });

  it('is a dead letter after its third failure, for 14 days and over a restart', async () => {
    const { handler } = givenFailing(3);
    const given = await givenLambda({ f: handler });
    await send(given);
    for (const minutes of [0, 1, 2]) {
      given.clock.advance(minutes * MINUTE_MS);
      await given.lambda.settled();
    }
    await given.lambda.close();
    const again = await givenLambda({ f: handler }, { folder: given.folder });

    const [letter] = again.lambda.deadLetters();
    expect(letter).toMatchObject({ functionName: 'f', attempts: 3, errorType: 'TypeError', payload: '{"id":1}' });
    again.clock.advance(15 * DAY_MS);
    again.lambda.tick();
    expect(again.lambda.deadLetters()).toEqual([]);
  });

  it('that was not done at a stop is done after the next start', async () => {
    const held = await givenLambda({ f: ordinary(() => new Promise(() => undefined)) });
    await send(held);
    await held.lambda.close();
    const { seen, handler } = givenFailing(0);

    const again = await givenLambda({ f: handler }, { folder: held.folder });
    await again.lambda.settled();

    expect(seen).toEqual([{ id: 1 }]);
  });
});

describe('a durable function', () => {
  it('answers at the end of its execution, whoever waits for it', async () => {
    const { invoke } = await givenLambda(functions);
    const done = await invoke({ FunctionName: 'echo', Qualifier: 'live', input: { x: 1 } });
    expect(answerOf(done)).toEqual({ x: 1 });
    expect(done.DurableExecutionArn).toMatch(/:function:echo:\$LATEST\/durable-execution\//);

    const failed = await invoke({ FunctionName: 'refuses:live' });
    expect(failed.FunctionError).toBe('Unhandled');
    expect(answerOf(failed)).toMatchObject({ errorType: 'TypeError', errorMessage: 'refused' });
  });

  it('is started once by one name, running or done, and not with another input or for another function', async () => {
    const given = await givenLambda({ ...functions, other: functions.echo });
    const [first, second] = await Promise.all([given.start('echo', 1, 'once'), given.start('echo', 1, 'once')]);
    expect(second).toBe(first);
    await expectStatus(given, first, 'SUCCEEDED');
    expect(await given.start('echo', 1, 'once')).toBe(first);

    const refusal = { name: 'DurableExecutionAlreadyStartedException', $metadata: { httpStatusCode: 409 } };
    await expect(given.start('echo', 2, 'once')).rejects.toMatchObject(refusal);
    await expect(given.start('other', 1, 'once')).rejects.toMatchObject(refusal);
  });

  it('can be named anew when its execution is forgotten, 30 days after its end', async () => {
    const given = await givenLambda(functions);
    const first = await given.start('echo', 1, 'name');
    await expectStatus(given, first, 'SUCCEEDED');
    given.clock.advance(31 * DAY_MS);
    given.lambda.tick();
    expect(await given.start('echo', 2, 'name')).not.toBe(first);
  });
});

describe('is refused', () => {
  it.each([
    ['a function that does not exist', { FunctionName: 'nobody' }, 'ResourceNotFoundException'],
    [
      'a function of another region',
      { FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:double' },
      'ResourceNotFoundException',
    ],
    ['a durable function without a version or an alias', { FunctionName: 'echo' }, 'InvalidParameterValueException'],
    [
      'a name for an ordinary one',
      { FunctionName: 'double', DurableExecutionName: 'x' },
      'InvalidParameterValueException',
    ],
    [
      'a name that is none',
      { FunctionName: 'echo:live', DurableExecutionName: 'a b' },
      'InvalidParameterValueException',
    ],
    ['an event of more than 1 MB', { FunctionName: 'double', input: 'x'.repeat(2 ** 20) }, 'RequestTooLargeException'],
  ])('%s', async (_what, how, name) => {
    const { invoke } = await givenLambda(functions);
    await expect(invoke({ ...how, InvocationType: 'Event' })).rejects.toMatchObject({ name });
  });

  it('a payload that is no JSON, without quoting it', async () => {
    const { client } = await givenLambda(functions);
    const command = new InvokeCommand({ FunctionName: 'double', Payload: Buffer.from('kim@example.org') });
    await expect(client.send(command)).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      message: 'Could not parse request body into json.',
    });
  });

  it('an action that there is not, with those that there are', async () => {
    const { client } = await givenLambda(functions);
    await expect(client.send(new ListFunctionsCommand({}))).rejects.toThrow(
      /does not support GET \/2015-03-31.*CheckpointDurableExecution.*Invoke/,
    );
  });
});
