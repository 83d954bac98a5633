import { epochSeconds } from '#/local/aws/rest-routes.ts';
import type { ErrorObject, Operation, OperationType, OperationUpdate, TrackedOperation } from './operation.ts';

/** One line of an execution's history, as GetDurableExecutionHistory answers it, but for its number. */
export type HistoryEvent = { readonly EventType: string; readonly [detail: string]: unknown };

const typeNames: Readonly<Record<OperationType, string>> = {
  EXECUTION: 'Execution',
  CONTEXT: 'Context',
  STEP: 'Step',
  WAIT: 'Wait',
  CALLBACK: 'Callback',
  CHAINED_INVOKE: 'ChainedInvoke',
};

const outcomeNames = {
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  TIMED_OUT: 'TimedOut',
  STOPPED: 'Stopped',
} as const;
type Outcome = keyof typeof outcomeNames;

type Details = Readonly<Record<string, unknown>>;

function startDetails({ operation }: TrackedOperation, update: OperationUpdate): Details {
  const { WaitOptions, CallbackOptions, ChainedInvokeOptions, Payload } = update;
  if (operation.WaitDetails) {
    const ScheduledEndTimestamp = epochSeconds(operation.WaitDetails.ScheduledEndTimestamp);
    return { Duration: WaitOptions?.WaitSeconds, ScheduledEndTimestamp };
  }
  if (operation.CallbackDetails) {
    const { CallbackId } = operation.CallbackDetails;
    const { TimeoutSeconds: Timeout, HeartbeatTimeoutSeconds: HeartbeatTimeout } = CallbackOptions ?? {};
    return { CallbackId, Timeout, HeartbeatTimeout };
  }
  return ChainedInvokeOptions ? { FunctionName: ChainedInvokeOptions.FunctionName, Input: { Payload } } : {};
}

const outcomeOf = (operation: Operation): { Result?: string | undefined; Error?: ErrorObject | undefined } =>
  operation.StepDetails ??
  operation.ContextDetails ??
  operation.CallbackDetails ??
  operation.ChainedInvokeDetails ??
  {};

function retryDetails({ StepDetails, Status, Type }: Operation, update: OperationUpdate | undefined): Details {
  if (Type !== 'STEP') return {};
  const NextAttemptDelaySeconds = Status === 'PENDING' ? update?.StepOptions?.NextAttemptDelaySeconds : undefined;
  return { RetryDetails: { CurrentAttempt: StepDetails?.Attempt, NextAttemptDelaySeconds } };
}

function endDetails(operation: Operation, update: OperationUpdate | undefined, isSuccess: boolean): Details {
  const { Result, Error: error } = outcomeOf(operation);
  const outcome = isSuccess ? { Result: { Payload: Result } } : { Error: { Payload: error } };
  return { ...outcome, ...retryDetails(operation, update) };
}

function eventOf(operation: Operation, happened: string, at: number, details: Details): HistoryEvent {
  const { Id, Name, ParentId, SubType } = operation;
  const EventType = `${typeNames[operation.Type]}${happened}`;
  return { EventType, Id, Name, ParentId, SubType, EventTimestamp: epochSeconds(at), [`${EventType}Details`]: details };
}

/**
 * What history says of a change of an operation, if it says anything: a step that is ready again is none of its events.
 * `update` is what the handler asked for; there is none when time or somebody else changed it.
 */
export function changeEvent(tracked: TrackedOperation, at: number, update?: OperationUpdate): HistoryEvent | undefined {
  const { operation } = tracked;
  const { Status } = operation;
  if (Status === 'STARTED') return update && eventOf(operation, 'Started', at, startDetails(tracked, update));
  if (Status === 'READY') return undefined;
  const happened = Status === 'PENDING' ? (update?.Error ? 'FAILED' : 'SUCCEEDED') : (Status as Outcome);
  const details = endDetails(operation, update, happened === 'SUCCEEDED');
  return eventOf(operation, outcomeNames[happened], at, details);
}

/** The first line of a history. */
export const startEvent = (execution: Operation, Payload: string, timeoutSeconds: number): HistoryEvent =>
  eventOf(execution, 'Started', execution.StartTimestamp, { Input: { Payload }, ExecutionTimeout: timeoutSeconds });

/** The last line of a history. */
export function endEvent(
  execution: Operation,
  {
    status,
    at,
    result,
    error,
  }: { status: Outcome; at: number; result?: string | undefined; error?: ErrorObject | undefined },
): HistoryEvent {
  const details = status === 'SUCCEEDED' ? { Result: { Payload: result } } : { Error: { Payload: error } };
  return eventOf(execution, outcomeNames[status], at, details);
}

/** One run of the handler, on the way. */
export const invocationEvent = (
  run: { RequestId: string; startedAt: number; endedAt: number },
  error: ErrorObject | undefined,
): HistoryEvent => ({
  EventType: 'InvocationCompleted',
  EventTimestamp: epochSeconds(run.endedAt),
  InvocationCompletedDetails: {
    StartTimestamp: epochSeconds(run.startedAt),
    EndTimestamp: epochSeconds(run.endedAt),
    RequestId: run.RequestId,
    ...(error && { Error: { Payload: error } }),
  },
});

/** An event without what it carried: inputs, results, errors. */
export function withoutPayloads(event: HistoryEvent): HistoryEvent {
  return JSON.parse(JSON.stringify(event, (name, value) => (name === 'Payload' ? undefined : value))) as HistoryEvent;
}
