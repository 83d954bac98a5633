import { randomUUID } from 'node:crypto';
import { AwsError } from '#/local/aws/service.ts';
import { ended } from './apply-update.ts';
import type { Durable } from './durable.ts';
import type { Ending, Execution, ExecutionContent, Parent } from './execution-store.ts';
import { changeEvent, endEvent, startEvent } from './history.ts';
import type { ErrorObject, Operation, TrackedOperation } from './operation.ts';

/** The longest that Lambda lets an execution last: 366 days. */
const LONGEST_SECONDS = 31_622_400;

export type Start = {
  readonly functionName: string;
  /** Starting twice by one name starts once. */
  readonly name?: string | undefined;
  /** JSON. */
  readonly input: string;
  readonly parent?: Parent | undefined;
};

type Outcome = { readonly result?: string | undefined; readonly error?: ErrorObject | undefined };

const executionOperation = (id: string, at: number, InputPayload: string): Operation => ({
  Id: id,
  Type: 'EXECUTION',
  Status: 'STARTED',
  StartTimestamp: at,
  ExecutionDetails: { InputPayload },
});

/** The execution that has this name already, when it is the same start again. */
function sameStart({ executions }: Durable, { name, functionName, input }: Start): Execution | undefined {
  const found = name === undefined ? undefined : executions.named(name);
  if (found === undefined) return undefined;
  if (found.functionName === functionName && executions.content(found.id).input === input) return found;
  throw new AwsError(
    'DurableExecutionAlreadyStartedException',
    `An execution with the name ${name} was started with another input or by another function: choose another name.`,
    409,
  );
}

/** Starts an execution, or finds the one that the same start began before. Within a transaction of the store. */
export function beginExecution(durable: Durable, start: Start): Execution {
  const same = sameStart(durable, start);
  if (same !== undefined) return same;
  const [id, startedAt] = [randomUUID(), durable.now()];
  const { functionName, name = id, input, parent } = start;
  const expiresAt = startedAt + LONGEST_SECONDS * 1000;
  const times = { startedAt, expiresAt, resumeAt: startedAt };
  const execution: Execution = { id, name, functionName, status: 'RUNNING', ...times, failures: 0, token: '' };
  const operation = executionOperation(id, startedAt, input);
  durable.executions.add(execution, { input, parent });
  durable.operations.put(id, { operation }, 'handler');
  durable.history.add(id, startEvent(operation, input, LONGEST_SECONDS));
  durable.wake(id);
  return execution;
}

/** Somebody other than the handler has changed an operation: the handler is to run and to hear of it. */
export function changeByOthers(durable: Durable, executionId: string, tracked: TrackedOperation): void {
  durable.operations.put(executionId, tracked, 'others');
  const event = changeEvent(tracked, durable.now());
  if (event !== undefined) durable.history.add(executionId, event);
  durable.executions.change(executionId, { resumeAt: durable.now() });
  durable.wake(executionId);
}

/** Hands the outcome of a function to the operation that waits for it, if it still does. */
export function answerParent(durable: Durable, parent: Parent | undefined, status: Ending, outcome: Outcome): void {
  if (parent === undefined || durable.executions.find(parent.execution)?.status !== 'RUNNING') return;
  const found = durable.operations.find(parent.execution, parent.operation);
  if (found?.operation.Status !== 'STARTED') return;
  const end = { Result: outcome.result, Error: outcome.error };
  changeByOthers(durable, parent.execution, ended(found.operation, status, end, durable.now()));
}

/** Ends an execution for good. Within a transaction of the store. */
export function endExecution(durable: Durable, execution: Execution, status: Ending, outcome: Outcome): void {
  const { executions, operations, history, now } = durable;
  const { id, startedAt } = execution;
  const at = now();
  const before = executions.content(id);
  const content: ExecutionContent = { ...before, ...outcome };
  executions.end(id, status, at, content);
  operations.rest(id);
  history.add(id, endEvent(executionOperation(id, startedAt, ''), { status, at, ...outcome }));
  answerParent(durable, before.parent, status, outcome);
  durable.announceEnd({ ...execution, status, endedAt: at, resumeAt: undefined });
}
