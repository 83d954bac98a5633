import { join } from 'node:path';
import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import {
  GetDurableExecutionCommand,
  InvokeCommand,
  type InvokeCommandInput,
  type InvokeCommandOutput,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { expect, onTestFinished } from 'vitest';
import { type LocalLambda, openLambda } from '#/local/lambda/lambda.ts';
import type { LambdaHandler, LocalFunction } from '#/local/lambda/local-function.ts';
import { captureFunctionOutput, withOutput } from '#/local/run/function-output.ts';
import { clientOf, givenAwsEndpoint, givenFolder, REGION } from '#/test/support/local-aws.ts';
import { type MovingClock, startMovingClock } from '#/test/support/moving-clock.ts';

const TICK_MS = 5;

const silent = (): void => undefined;

type GivenFunction = { readonly isDurable: boolean; readonly handler: LambdaHandler };

export type GivenLambda = {
  readonly lambda: LocalLambda;
  readonly client: LambdaClient;
  readonly clock: MovingClock;
  readonly folder: string;
  readonly file: string;
  /** What was logged so far. */
  readonly logged: readonly string[];
  /** Starts a durable execution of a function; answers its ARN. */
  start(name: string, input?: unknown, executionName?: string): Promise<string>;
  invoke(input: Omit<InvokeCommandInput, 'Payload'> & { readonly input?: unknown }): Promise<InvokeCommandOutput>;
};

/** A function as ours of this kind are: a handler of the SDK. */
export const durable = <Input>(
  handler: (input: Input, context: DurableContext) => Promise<unknown>,
): GivenFunction => ({ isDurable: true, handler: withDurableExecution(handler) as LambdaHandler });

export const ordinary = <Input>(handler: (event: Input) => unknown): GivenFunction => ({
  isDurable: false,
  handler: async (event) => handler(event as Input),
});

const localFunctions = (functions: Readonly<Record<string, GivenFunction>>): LocalFunction[] =>
  Object.entries(functions).map(([name, { isDurable, handler }]) => ({
    name,
    logGroupName: `/coachvault/eu/${name}`,
    isDurable,
    // What the SDK writes about failures goes nowhere, as an instance's goes to the logs.
    load: async () => (event, context) => withOutput(silent, () => handler(event, context)),
  }));

let clock: MovingClock | undefined;

/** The clock of the test: one for all that it opens, the SDK included. */
function givenMovingClock(): MovingClock {
  if (clock !== undefined) return clock;
  const started = startMovingClock();
  clock = started;
  onTestFinished(() => {
    started.stop();
    clock = undefined;
  });
  return started;
}

/** Lambda with these functions behind the endpoint, on a file of its own or on that of an earlier one. */
export async function givenLambda(
  functions: Readonly<Record<string, GivenFunction>>,
  { folder = givenFolder() } = {},
): Promise<GivenLambda> {
  const movingClock = givenMovingClock();
  onTestFinished(captureFunctionOutput());
  const logged: string[] = [];
  const file = join(folder, 'lambda.sqlite');
  let url = '';
  const lambda = openLambda({
    region: REGION,
    file,
    sealingKey: Buffer.alloc(32, 7),
    now: movingClock.now,
    functions: localFunctions(functions),
    endpointUrl: () => url,
    log: (line) => logged.push(line),
  });
  onTestFinished(() => lambda.close());
  const endpoint = await givenAwsEndpoint({ rest: [lambda.service] });
  url = endpoint.url;
  const timer = setInterval(lambda.tick, TICK_MS);
  onTestFinished(() => clearInterval(timer));
  const client = new LambdaClient(clientOf(endpoint.url));
  const invoke: GivenLambda['invoke'] = ({ input, ...how }) =>
    client.send(new InvokeCommand({ ...how, ...(input === undefined ? {} : { Payload: JSON.stringify(input) }) }));
  const start: GivenLambda['start'] = async (name, input = {}, DurableExecutionName) => {
    const how = { FunctionName: `${name}:live`, InvocationType: 'Event', DurableExecutionName, input } as const;
    return (await invoke(how)).DurableExecutionArn ?? '';
  };
  return { lambda, client, clock: movingClock, folder, file, logged, invoke, start };
}

/** What an invocation answered, parsed. */
export const answerOf = ({ Payload }: InvokeCommandOutput): unknown =>
  Payload === undefined || Payload.length === 0 ? undefined : JSON.parse(Buffer.from(Payload).toString('utf8'));

/** Expects what has become of an execution once nothing runs any more; answers its result. */
export async function expectStatus({ lambda, client }: GivenLambda, DurableExecutionArn: string, status: string) {
  await lambda.settled();
  const found = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn }));
  expect(found).toMatchObject({ Status: status });
  return { result: found.Result === undefined ? undefined : JSON.parse(found.Result), error: found.Error };
}
