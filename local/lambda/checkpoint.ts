import { randomUUID } from 'node:crypto';
import { AwsError } from '#/local/aws/service.ts';
import { applyUpdate, ended } from './apply-update.ts';
import { errorObjectOf } from './call-function.ts';
import type { Durable } from './durable.ts';
import type { Execution, Parent } from './execution-store.ts';
import { changeEvent } from './history.ts';
import { beginExecution, changeByOthers, endExecution } from './life.ts';
import { requireQualifier } from './local-function.ts';
import type { Operation, OperationUpdate } from './operation.ts';
import { requireTransition } from './transitions.ts';

/** Lambda's limits for one execution. */
const MOST_OPERATIONS = 3_000;
const MOST_BYTES = 100 * 1024 * 1024;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

/**
 * The execution, when the token is that of the newest run of its handler after its newest checkpoint.
 * @throws AwsError that ends this run of the handler, not the execution: the SDK knows it by its first words
 */
export function requireToken({ executions }: Durable, id: string, token: string): Execution {
  const execution = executions.find(id);
  if (execution?.status === 'RUNNING' && execution.token === token) return execution;
  throw invalid('Invalid Checkpoint Token: the execution has ended, or goes on elsewhere.');
}

/** Starts the function that an operation waits for. One that cannot be started has failed. */
function invokeChained(durable: Durable, parent: Parent, update: OperationUpdate, operation: Operation): void {
  const { Payload = '{}', ChainedInvokeOptions } = update;
  try {
    const found = durable.functions.find(ChainedInvokeOptions?.FunctionName ?? '');
    requireQualifier(found);
    const { name: functionName, isDurable } = found.called;
    if (isDurable) {
      const name = `${operation.Id}-${parent.execution}`;
      beginExecution(durable, { functionName, name, input: Payload, parent });
    } else {
      durable.invocations.add({
        id: randomUUID(),
        functionName,
        queuedAt: durable.now(),
        attempts: 0,
        payload: Payload,
        parent,
      });
      durable.wakeQueue();
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    changeByOthers(
      durable,
      parent.execution,
      ended(operation, 'FAILED', { Error: errorObjectOf(error) }, durable.now()),
    );
  }
}

/** Takes one update in and answers the operation as it is then. */
function takeUpdate(durable: Durable, execution: Execution, update: OperationUpdate): Operation | undefined {
  const { operations, history, now } = durable;
  const isExecution = update.Type === 'EXECUTION';
  const find = (id: string | undefined) => (id === undefined ? undefined : operations.find(execution.id, id));
  // A handler whose answer is too large gives it under an id of its own; it is the execution's all the same.
  const found = find(isExecution ? execution.id : update.Id);
  requireTransition(found, find(update.ParentId), update);
  if (isExecution) {
    const status = update.Action === 'SUCCEED' ? 'SUCCEEDED' : 'FAILED';
    endExecution(durable, execution, status, { result: update.Payload, error: update.Error });
    return undefined;
  }
  const tracked = applyUpdate(found, update, {
    now: now(),
    newCallbackId: () => newCallbackId(execution.id, update.Id),
  });
  operations.put(execution.id, tracked, 'handler');
  const event = changeEvent(tracked, now(), update);
  if (event !== undefined) history.add(execution.id, event);
  if (update.Type === 'CHAINED_INVOKE') {
    invokeChained(durable, { execution: execution.id, operation: update.Id }, update, tracked.operation);
  }
  return tracked.operation;
}

/** Says to whom a callback belongs; the last part is what nobody can guess. */
const newCallbackId = (execution: string, operation: string): string =>
  Buffer.from(JSON.stringify([execution, operation, randomUUID()])).toString('base64url');

function requireRoom({ operations }: Durable, execution: string): void {
  const { count, bytes } = operations.size(execution);
  if (count > MOST_OPERATIONS) throw invalid(`An execution has at most ${MOST_OPERATIONS} operations.`);
  if (bytes > MOST_BYTES) throw invalid(`The operations of an execution have at most ${MOST_BYTES} bytes.`);
}

/** All of the updates take effect, or none; answers the next token and what the handler does not know yet. */
export function checkpoint(
  durable: Durable,
  id: string,
  { token, updates }: { token: string; updates: readonly OperationUpdate[] },
): { token: string; operations: Operation[] } {
  if (updates.slice(0, -1).some(({ Type }) => Type === 'EXECUTION'))
    throw invalid('EXECUTION must be the last update.');
  return durable.store.transaction(() => {
    const execution = requireToken(durable, id, token);
    const own = new Map<string, Operation>();
    for (const update of updates) {
      const operation = takeUpdate(durable, execution, update);
      if (operation !== undefined) own.set(operation.Id, operation);
    }
    if (own.size > 0) requireRoom(durable, id);
    for (const { operation } of durable.operations.takeNews(id)) own.set(operation.Id, operation);
    const next = randomUUID();
    durable.executions.change(id, { token: next });
    return { token: next, operations: [...own.values()] };
  });
}
