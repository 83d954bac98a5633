import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type RestCall, type RestRoute, readInput } from '#/local/aws/rest-routes.ts';
import type { RestAnswer } from '#/local/aws/rest-service.ts';
import { AwsError } from '#/local/aws/service.ts';
import { type CallFunction, errorTypeOf } from './call-function.ts';
import type { Durable } from './durable.ts';
import type { Endings } from './endings.ts';
import { executionArn } from './execution-arn.ts';
import type { Execution } from './execution-store.ts';
import { beginExecution } from './life.ts';
import { type FunctionTable, type LocalFunction, requireQualifier, VERSION } from './local-function.ts';
import type { ErrorObject } from './operation.ts';

/** Lambda's limits for a payload. */
const MOST_BYTES = { RequestResponse: 6 * 1024 * 1024, Event: 1024 * 1024, DryRun: 6 * 1024 * 1024 } as const;

type Invoker = {
  readonly durable: Durable;
  readonly endings: Endings;
  readonly call: CallFunction;
  readonly log: (line: string) => void;
};
type Found = ReturnType<FunctionTable['find']>;
type Wanted = { readonly name?: string | undefined; readonly input: string };

const request = z.object({
  type: z.enum(['RequestResponse', 'Event', 'DryRun']).default('RequestResponse'),
  name: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, - and _')
    .optional(),
});

const executed = { 'content-type': 'application/json', 'x-amz-executed-version': VERSION };
const failedFlag = { 'x-amz-function-error': 'Unhandled' };

function inputOf({ body }: RestCall, type: keyof typeof MOST_BYTES): string {
  if (body.length > MOST_BYTES[type]) {
    throw new AwsError('RequestTooLargeException', `The payload is larger than ${MOST_BYTES[type]} bytes.`, 413);
  }
  const text = body.length === 0 ? '{}' : body.toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    // The parser's message quotes the payload, so it must not be passed on.
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

/** Starts a durable execution, or puts an invocation of an ordinary function into the queue. */
export function sendEvent(durable: Durable, found: Found, { name, input }: Wanted): Execution | undefined {
  requireQualifier(found);
  const { name: functionName, isDurable } = found.called;
  if (isDurable) return durable.store.transaction(() => beginExecution(durable, { functionName, name, input }));
  if (name !== undefined) {
    throw new AwsError(
      'InvalidParameterValueException',
      `The function ${functionName} is not durable: it takes no name.`,
    );
  }
  durable.invocations.add({ id: randomUUID(), functionName, queuedAt: durable.now(), attempts: 0, payload: input });
  durable.wakeQueue();
  return undefined;
}

const errorBody = ({ ErrorType, ErrorMessage, StackTrace = [] }: ErrorObject): string =>
  JSON.stringify({ errorType: ErrorType, errorMessage: ErrorMessage, trace: StackTrace });

async function callOrdinary({ call, log }: Invoker, called: LocalFunction, input: string): Promise<RestAnswer> {
  try {
    return { status: 200, headers: executed, body: JSON.stringify(await call(called, JSON.parse(input))) };
  } catch (error) {
    log(`lambda: the function ${called.name} failed with ${errorTypeOf(error)}`);
    const { message = String(error), stack = '' } = error instanceof Error ? error : {};
    const thrown = { ErrorType: errorTypeOf(error), ErrorMessage: message, StackTrace: stack.split('\n') };
    return { status: 200, headers: { ...executed, ...failedFlag }, body: errorBody(thrown) };
  }
}

/** As Lambda: the caller waits for the end of the whole execution, however often it is suspended. */
async function callDurable({ durable, endings }: Invoker, found: Found, wanted: Wanted): Promise<RestAnswer> {
  const execution = sendEvent(durable, found, wanted);
  if (execution === undefined) throw new TypeError('An ordinary function has no execution.');
  await endings.wait(execution.id);
  const { result, error } = durable.executions.content(execution.id);
  const isDone = durable.executions.find(execution.id)?.status === 'SUCCEEDED';
  const headers = { ...executed, ...arnHeader(durable, execution), ...(isDone ? {} : failedFlag) };
  return { status: 200, headers, body: isDone ? (result ?? 'null') : errorBody(error ?? {}) };
}

const arnHeader = ({ functions }: Durable, execution: Execution | undefined): Record<string, string> =>
  execution === undefined ? {} : { 'x-amz-durable-execution-arn': executionArn(functions, execution) };

/** The action Invoke. */
export function invokeRoutes(invoker: Invoker): RestRoute[] {
  const { durable } = invoker;
  const run = async (call: RestCall): Promise<RestAnswer> => {
    const asked = { type: call.headers['x-amz-invocation-type'], name: call.headers['x-amz-durable-execution-name'] };
    const { type, name } = readInput(request, asked, 'InvalidParameterValueException');
    const found = durable.functions.find(call.labels.FunctionName ?? '', call.query.get('Qualifier') ?? undefined);
    const wanted = { name, input: inputOf(call, type) };
    if (type === 'DryRun') return { status: 204 };
    if (type === 'Event') return { status: 202, headers: arnHeader(durable, sendEvent(durable, found, wanted)) };
    return found.called.isDurable
      ? callDurable(invoker, found, wanted)
      : callOrdinary(invoker, found.called, wanted.input);
  };
  return [{ action: 'Invoke', method: 'POST', path: '/2015-03-31/functions/{FunctionName}/invocations', run }];
}
