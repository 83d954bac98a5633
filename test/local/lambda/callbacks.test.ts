import {
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { durable, expectStatus, type GivenLambda, givenLambda } from './given-lambda.ts';

const MINUTE_MS = 60_000;

type Limits = { readonly timeout?: { hours: number }; readonly heartbeatTimeout?: { minutes: number } };

/** An execution that waits for an approval, and what it handed to whoever approves. */
async function givenWaiting(limits: Limits = {}, folder?: string) {
  const handedOut: string[] = [];
  const submit = async (callbackId: string): Promise<void> => void handedOut.push(callbackId);
  const handler = durable(async (_input, context) => {
    try {
      return await context.waitForCallback('approval', submit, limits);
    } catch (error) {
      return { refused: (error as Error).name, because: (error as Error).message };
    }
  });
  const given = await givenLambda({ job: handler }, folder === undefined ? {} : { folder });
  return { given, handedOut };
}

async function givenAsked(limits?: Limits): Promise<{ given: GivenLambda; arn: string; CallbackId: string }> {
  const { given, handedOut } = await givenWaiting(limits);
  const arn = await given.start('job');
  await expectStatus(given, arn, 'RUNNING');
  expect(handedOut).toHaveLength(1);
  return { given, arn, CallbackId: handedOut[0] ?? '' };
}

const success = (CallbackId: string, Result = 'yes') =>
  new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: Buffer.from(Result) });
const heartbeat = (CallbackId: string) => new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId });

it('goes on with the answer from outside, once', async () => {
  const { given, arn, CallbackId } = await givenAsked();

  await given.client.send(success(CallbackId, 'granted'));

  expect((await expectStatus(given, arn, 'SUCCEEDED')).result).toBe('granted');
  await expect(given.client.send(success(CallbackId))).rejects.toMatchObject({ name: 'CallbackTimeoutException' });
});

it('hears that the answer is no, and why', async () => {
  const { given, arn, CallbackId } = await givenAsked();
  const refusal = { ErrorType: 'Denied', ErrorMessage: 'not now' };

  await given.client.send(new SendDurableExecutionCallbackFailureCommand({ CallbackId, Error: refusal }));

  const { result } = await expectStatus(given, arn, 'SUCCEEDED');
  expect(result).toEqual({ refused: 'CallbackExternalError', because: 'not now' });
});

it('is given up at its time limit, heartbeats or not', async () => {
  const { given, arn, CallbackId } = await givenAsked({ timeout: { hours: 1 }, heartbeatTimeout: { minutes: 40 } });
  given.clock.advance(35 * MINUTE_MS);
  await given.client.send(heartbeat(CallbackId));
  given.clock.advance(24 * MINUTE_MS);
  await expectStatus(given, arn, 'RUNNING');

  given.clock.advance(MINUTE_MS);

  const { result } = await expectStatus(given, arn, 'SUCCEEDED');
  expect(result).toEqual({ refused: 'CallbackTimeoutError', because: 'Callback timed out' });
  await expect(given.client.send(success(CallbackId))).rejects.toMatchObject({ name: 'CallbackTimeoutException' });
});

it('is given up when a heartbeat fails to come', async () => {
  const { given, arn, CallbackId } = await givenAsked({ heartbeatTimeout: { minutes: 10 } });
  for (const _ of [1, 2, 3]) {
    given.clock.advance(9 * MINUTE_MS);
    await given.client.send(heartbeat(CallbackId));
    await expectStatus(given, arn, 'RUNNING');
  }

  given.clock.advance(10 * MINUTE_MS);

  const { result } = await expectStatus(given, arn, 'SUCCEEDED');
  expect(result).toMatchObject({ because: 'Callback timed out on heartbeat' });
});

it('waits over a restart', async () => {
  const { given, arn, CallbackId } = await givenAsked({ timeout: { hours: 1 } });
  await given.lambda.close();
  const { given: again, handedOut } = await givenWaiting({ timeout: { hours: 1 } }, given.folder);

  await again.client.send(success(CallbackId));

  expect((await expectStatus(again, arn, 'SUCCEEDED')).result).toBe('yes');
  expect(handedOut).toEqual([]);
});

it('cannot be answered by who was not handed its id', async () => {
  const { given, arn, CallbackId } = await givenAsked();
  const [execution, operation] = JSON.parse(Buffer.from(CallbackId, 'base64url').toString()) as string[];
  const guessed = Buffer.from(JSON.stringify([execution, operation, 'guess'])).toString('base64url');

  for (const id of [guessed, 'no-callback', `${CallbackId}x`]) {
    await expect(given.client.send(success(id))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  }
  await expectStatus(given, arn, 'RUNNING');
});
