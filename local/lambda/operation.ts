import * as z from 'zod';
import { epochSeconds } from '#/local/aws/rest-routes.ts';

const operationTypes = ['EXECUTION', 'CONTEXT', 'STEP', 'WAIT', 'CALLBACK', 'CHAINED_INVOKE'] as const;
export type OperationType = (typeof operationTypes)[number];
export type OperationStatus =
  | 'STARTED'
  | 'PENDING'
  | 'READY'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'CANCELLED'
  | 'TIMED_OUT'
  | 'STOPPED';

export const errorObject = z.strictObject({
  ErrorMessage: z.string().optional(),
  ErrorType: z.string().optional(),
  ErrorData: z.string().optional(),
  StackTrace: z.array(z.string()).optional(),
});
export type ErrorObject = z.output<typeof errorObject>;

/** What one durable call of a handler has come to. Times are epoch ms; on the wire they are AWS's. */
export type Operation = {
  readonly Id: string;
  readonly ParentId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Type: OperationType;
  readonly SubType?: string | undefined;
  readonly Status: OperationStatus;
  readonly StartTimestamp: number;
  readonly EndTimestamp?: number;
  readonly ExecutionDetails?: { readonly InputPayload: string };
  readonly ContextDetails?: {
    readonly ReplayChildren?: boolean | undefined;
    readonly Result?: string | undefined;
    readonly Error?: ErrorObject | undefined;
  };
  /** `Attempt` counts the attempts that have ended. */
  readonly StepDetails?: {
    readonly Attempt: number;
    readonly NextAttemptTimestamp?: number;
    readonly Result?: string | undefined;
    readonly Error?: ErrorObject | undefined;
  };
  readonly WaitDetails?: { readonly ScheduledEndTimestamp: number };
  readonly CallbackDetails?: {
    readonly CallbackId: string;
    readonly Result?: string | undefined;
    readonly Error?: ErrorObject | undefined;
  };
  readonly ChainedInvokeDetails?: { readonly Result?: string | undefined; readonly Error?: ErrorObject | undefined };
};

/** An operation and the clock that runs for it. Times are epoch ms. */
export type TrackedOperation = {
  readonly operation: Operation;
  /** When the clock changes it: the end of a wait, the next attempt, the time limit of a callback. */
  readonly dueAt?: number | undefined;
  readonly callback?: { readonly timeoutAt?: number | undefined; readonly heartbeatSeconds?: number | undefined };
};

const text = z.string().optional();
const seconds = z.int().min(0).optional();

/** What a handler asks for in a checkpoint, as the SDK sends it. */
export const operationUpdate = z.strictObject({
  Id: z.string().min(1).max(64),
  Type: z.enum(operationTypes),
  Action: z.enum(['START', 'SUCCEED', 'FAIL', 'RETRY', 'CANCEL']),
  ParentId: text,
  Name: text,
  SubType: text,
  Payload: text,
  Error: errorObject.optional(),
  ContextOptions: z.strictObject({ ReplayChildren: z.boolean().optional() }).optional(),
  StepOptions: z.strictObject({ NextAttemptDelaySeconds: z.int().min(1).max(31_622_400) }).optional(),
  WaitOptions: z.strictObject({ WaitSeconds: z.int().min(1).max(31_622_400) }).optional(),
  CallbackOptions: z.strictObject({ TimeoutSeconds: seconds, HeartbeatTimeoutSeconds: seconds }).optional(),
  ChainedInvokeOptions: z.strictObject({ FunctionName: z.string().min(1), TenantId: text }).optional(),
});
export type OperationUpdate = z.output<typeof operationUpdate>;

/** An operation as Lambda's API answers it: times in seconds. */
export function operationOnTheWire(operation: Operation): object {
  const { StartTimestamp, EndTimestamp, StepDetails, WaitDetails, ...rest } = operation;
  const next = StepDetails?.NextAttemptTimestamp;
  return {
    ...rest,
    StartTimestamp: epochSeconds(StartTimestamp),
    ...(EndTimestamp === undefined ? {} : { EndTimestamp: epochSeconds(EndTimestamp) }),
    ...(StepDetails && {
      StepDetails: { ...StepDetails, ...(next === undefined ? {} : { NextAttemptTimestamp: epochSeconds(next) }) },
    }),
    ...(WaitDetails && { WaitDetails: { ScheduledEndTimestamp: epochSeconds(WaitDetails.ScheduledEndTimestamp) } }),
  };
}

/**
 * What a handler needs for its replay, the execution itself first: the children of a context that has ended are left out
 * unless it asked for them.
 */
export function replayed(operations: readonly Operation[]): Operation[] {
  const shown = new Map<string, Operation>();
  const isShown = ({ ParentId }: Operation): boolean => {
    if (ParentId === undefined) return true;
    const parent = shown.get(ParentId);
    return parent !== undefined && (parent.Status === 'STARTED' || parent.ContextDetails?.ReplayChildren === true);
  };
  for (const operation of operations) if (isShown(operation)) shown.set(operation.Id, operation);
  return [...shown.values()];
}
