import { randomUUID } from 'node:crypto';
import {
  DurableExecutionApiClient,
  type DurableExecutionInvocationInput,
  DurableExecutionInvocationInputWithClient,
} from '@aws/durable-execution-sdk-js';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type CallFunction, errorObjectOf } from './call-function.ts';
import type { Durable } from './durable.ts';
import type { Execution } from './execution-store.ts';
import { invocationEvent } from './history.ts';
import { endExecution } from './life.ts';
import { type ErrorObject, errorObject, type Operation, replayed } from './operation.ts';

/** How many operations go with the event; the SDK asks for the rest. */
export const PAGE = 1_000;

/** A run that failed is repeated after 1, 2, 4, ... seconds, and given up after about four hours. */
const MOST_FAILURES = 24;
const LONGEST_PAUSE_MS = 20 * 60_000;

const answerShape = z.discriminatedUnion('Status', [
  z.object({ Status: z.literal('SUCCEEDED'), Result: z.string().optional() }),
  z.object({ Status: z.literal('FAILED'), Error: z.object(errorObject.shape).optional() }),
  z.object({ Status: z.literal('PENDING') }),
]);

type Begun = { execution: Execution; token: string; operations: Operation[]; changed: string[]; startedAt: number };
/** What the handler answered, or what it threw. */
type Outcome = { answer?: unknown; thrown?: ErrorObject };

/** How a handler reaches this endpoint: `url` may be known only when it runs. */
export type ClientSettings = { readonly region: string; readonly url: () => string };

function openClient({ region, url }: ClientSettings): () => DurableExecutionApiClient {
  let client: DurableExecutionApiClient | undefined;
  return () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client ??= new DurableExecutionApiClient(new LambdaClient({ region, endpoint: url(), credentials }));
    return client;
  };
}

/** Gives this run its token, and takes what it will know. */
function begin({ store, executions, operations, now }: Durable, id: string): Begun | undefined {
  return store.transaction(() => {
    const execution = executions.find(id);
    if (execution?.status !== 'RUNNING' || (execution.resumeAt ?? Number.POSITIVE_INFINITY) > now()) return undefined;
    const token = randomUUID();
    executions.change(id, { token });
    const changed = operations.takeChanged(id);
    const known = replayed(operations.all(id).map(({ operation }) => operation));
    return { execution, token, operations: known, changed, startedAt: now() };
  });
}

type Next =
  | {
      readonly ending: 'SUCCEEDED' | 'FAILED';
      readonly result?: string | undefined;
      readonly error?: ErrorObject | undefined;
    }
  | { readonly resumeAt: number | null; readonly failures: number };

const failed = (ErrorType: string, ErrorMessage: string): Next => ({
  ending: 'FAILED',
  error: { ErrorType, ErrorMessage },
});

function afterFailure({ now }: Durable, { failures: before }: Execution, error: ErrorObject): Next {
  const failures = before + 1;
  if (failures >= MOST_FAILURES) return { ending: 'FAILED', error };
  return { failures, resumeAt: now() + Math.min(2 ** before * 1_000, LONGEST_PAUSE_MS) };
}

/** The handler waits. What others changed while it ran may have come too late for it: then it runs again at once. */
function afterSuspension({ operations, now }: Durable, { id }: Execution): Next {
  if (operations.isChanged(id)) return { failures: 0, resumeAt: now() };
  if (operations.isPending(id)) return { failures: 0, resumeAt: null };
  return failed('InvalidPending', 'The handler waits, but for nothing.');
}

function afterAnswer(durable: Durable, execution: Execution, given: unknown): Next {
  const answer = answerShape.safeParse(given).data;
  if (answer?.Status === 'PENDING') return afterSuspension(durable, execution);
  if (answer?.Status === 'SUCCEEDED') return { ending: 'SUCCEEDED', result: answer.Result };
  if (answer?.Status === 'FAILED') return { ending: 'FAILED', error: answer.Error };
  return failed(
    'InvalidAnswer',
    'The function answered as no durable function does: export a handler of withDurableExecution.',
  );
}

function finish(durable: Durable, { execution, token, startedAt }: Begun, { answer, thrown }: Outcome): void {
  const { id } = execution;
  if (durable.executions.find(id)?.status !== 'RUNNING') return;
  const run = { RequestId: token, startedAt, endedAt: durable.now() };
  durable.history.add(id, invocationEvent(run, thrown));
  const next = thrown ? afterFailure(durable, execution, thrown) : afterAnswer(durable, execution, answer);
  if ('resumeAt' in next) durable.executions.change(id, next);
  else endExecution(durable, execution, next.ending, { result: next.result, error: next.error });
}

export type RunHandler = (executionId: string) => Promise<void>;

export type HandlerRuns = {
  readonly durable: Durable;
  readonly call: CallFunction;
  readonly client: ClientSettings;
  readonly arnOf: (execution: Execution) => string;
  /** Whether the outcome of a run still counts. */
  readonly isOpen: () => boolean;
  readonly log: (line: string) => void;
};

/** Runs the handlers of durable executions, from where they are to their end or to where they wait. */
export function openHandlerRuns({ durable, call, client: settings, arnOf, isOpen, log }: HandlerRuns): RunHandler {
  // The SDK keeps one client per process, but several instances can follow one another in one: each run brings its own.
  const client = openClient(settings);
  const eventOf = ({ execution, token, operations, changed }: Begun): unknown => {
    const more = operations.length > PAGE ? { NextMarker: String(PAGE) } : {};
    const event = {
      DurableExecutionArn: arnOf(execution),
      CheckpointToken: token,
      InitialExecutionState: { Operations: JSON.parse(JSON.stringify(operations.slice(0, PAGE))), ...more },
    } as DurableExecutionInvocationInput;
    const withClient = new DurableExecutionInvocationInputWithClient(event, client());
    return Object.assign(withClient, { UpdatedOperationIds: changed });
  };
  const run = async (begun: Begun): Promise<Outcome> => {
    const { functionName } = begun.execution;
    try {
      const called = durable.functions.named(functionName);
      if (called === undefined) throw new Error(`There is no function ${functionName} any more.`);
      return { answer: await call(called, eventOf(begun)) };
    } catch (error) {
      const thrown = errorObjectOf(error);
      log(`lambda: the function ${functionName} failed with ${thrown.ErrorType}`);
      return { thrown };
    }
  };
  return async (executionId) => {
    const begun = begin(durable, executionId);
    if (begun === undefined) return;
    const outcome = await run(begun);
    if (isOpen()) durable.store.transaction(() => finish(durable, begun, outcome));
  };
}
