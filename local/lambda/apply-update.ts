import type { ErrorObject, Operation, OperationStatus, OperationUpdate, TrackedOperation } from './operation.ts';

/** Epoch ms of now, and the id of a callback that begins. */
export type Occasion = { readonly now: number; readonly newCallbackId: () => string };

const SECOND_MS = 1000;

function begun({ Id, ParentId, Name, Type, SubType }: OperationUpdate, now: number): Operation {
  return { Id, ParentId, Name, Type, SubType, Status: 'STARTED', StartTimestamp: now };
}

const after = (now: number, seconds: number | undefined): number | undefined =>
  seconds ? now + seconds * SECOND_MS : undefined;

const earliest = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** What starts: a clock for waits and callbacks, the next attempt for steps. */
function started(operation: Operation, update: OperationUpdate, { now, newCallbackId }: Occasion): TrackedOperation {
  const { WaitOptions, CallbackOptions, ContextOptions } = update;
  if (operation.Type === 'WAIT') {
    const end = now + (WaitOptions?.WaitSeconds ?? 0) * SECOND_MS;
    return { operation: { ...operation, WaitDetails: { ScheduledEndTimestamp: end } }, dueAt: end };
  }
  if (operation.Type === 'CALLBACK') {
    const timeoutAt = after(now, CallbackOptions?.TimeoutSeconds);
    const heartbeatSeconds = CallbackOptions?.HeartbeatTimeoutSeconds;
    const dueAt = earliest(timeoutAt, after(now, heartbeatSeconds));
    const CallbackDetails = { CallbackId: newCallbackId() };
    return { operation: { ...operation, CallbackDetails }, dueAt, callback: { timeoutAt, heartbeatSeconds } };
  }
  if (operation.Type === 'CONTEXT') return { operation: { ...operation, ContextDetails: { ...ContextOptions } } };
  if (operation.Type === 'STEP')
    return { operation: { ...operation, StepDetails: operation.StepDetails ?? { Attempt: 0 } } };
  return { operation };
}

/** A step between two attempts. With a payload it did not fail: it waits for a condition, and the payload is its state. */
function waitingForRetry(operation: Operation, update: OperationUpdate, now: number): TrackedOperation {
  const next = now + (update.StepOptions?.NextAttemptDelaySeconds ?? 0) * SECOND_MS;
  const Attempt = (operation.StepDetails?.Attempt ?? 0) + 1;
  const StepDetails = { Attempt, NextAttemptTimestamp: next, Result: update.Payload, Error: update.Error };
  return { operation: { ...operation, Status: 'PENDING', StepDetails }, dueAt: next };
}

type Outcome = { readonly Result?: string | undefined; readonly Error?: ErrorObject | undefined };

/** An operation that has come to its end; where the result stands depends on its type. */
export function ended(operation: Operation, Status: OperationStatus, outcome: Outcome, now: number): TrackedOperation {
  const end = { ...operation, Status, EndTimestamp: now };
  const { StepDetails, ContextDetails, CallbackDetails } = operation;
  if (operation.Type === 'STEP') {
    return { operation: { ...end, StepDetails: { Attempt: (StepDetails?.Attempt ?? 0) + 1, ...outcome } } };
  }
  if (operation.Type === 'CONTEXT') return { operation: { ...end, ContextDetails: { ...ContextDetails, ...outcome } } };
  if (operation.Type === 'CALLBACK') {
    const CallbackId = CallbackDetails?.CallbackId ?? '';
    return { operation: { ...end, CallbackDetails: { CallbackId, ...outcome } } };
  }
  if (operation.Type === 'CHAINED_INVOKE') return { operation: { ...end, ChainedInvokeDetails: outcome } };
  return { operation: end };
}

/** The operation after an update that `requireTransition` has let pass. */
export function applyUpdate(
  found: TrackedOperation | undefined,
  update: OperationUpdate,
  occasion: Occasion,
): TrackedOperation {
  const { now } = occasion;
  const operation = found?.operation ?? begun(update, now);
  const { Action, Payload: Result, Error: error, ContextOptions } = update;
  if (Action === 'START') return started({ ...operation, Status: 'STARTED' }, update, occasion);
  if (Action === 'RETRY') return waitingForRetry(operation, update, now);
  if (Action === 'CANCEL') return ended(operation, 'CANCELLED', {}, now);
  const details = ContextOptions ? { ContextDetails: { ...operation.ContextDetails, ...ContextOptions } } : {};
  const outcome = { Result, Error: error };
  return ended({ ...operation, ...details }, Action === 'SUCCEED' ? 'SUCCEEDED' : 'FAILED', outcome, now);
}

/** A callback whose owner is still alive: its heartbeat clock begins again. */
export function beaten({ operation, callback }: TrackedOperation, now: number): TrackedOperation {
  const dueAt = earliest(callback?.timeoutAt, after(now, callback?.heartbeatSeconds));
  return { operation, dueAt, ...(callback && { callback }) };
}

const timedOut = (isHeartbeat: boolean): ErrorObject =>
  isHeartbeat
    ? { ErrorType: 'Callback.Heartbeat', ErrorMessage: 'Callback timed out on heartbeat' }
    : { ErrorType: 'Callback.Timeout', ErrorMessage: 'Callback timed out' };

/** What the clock makes of an operation whose `dueAt` has come. */
export function elapsed({ operation, callback }: TrackedOperation, now: number): TrackedOperation {
  if (operation.Type === 'WAIT') return ended(operation, 'SUCCEEDED', {}, now);
  if (operation.Type === 'CALLBACK') {
    const isHeartbeat = callback?.timeoutAt === undefined || now < callback.timeoutAt;
    return ended(operation, 'TIMED_OUT', { Error: timedOut(isHeartbeat) }, now);
  }
  const { Attempt = 0, Result, Error: error } = operation.StepDetails ?? {};
  return { operation: { ...operation, Status: 'READY', StepDetails: { Attempt, Result, Error: error } } };
}

/** Whether something outside the handler will change the operation: time, a callback, another function. */
export const isPending = ({ Type, Status }: Operation): boolean =>
  Status === 'PENDING' ||
  (Status === 'STARTED' && (Type === 'WAIT' || Type === 'CALLBACK' || Type === 'CHAINED_INVOKE'));
