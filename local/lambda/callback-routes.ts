import { parseJsonObject } from '#/local/aws/request-body.ts';
import { jsonAnswer, type RestCall, type RestRoute, readInput } from '#/local/aws/rest-routes.ts';
import type { RestAnswer } from '#/local/aws/rest-service.ts';
import { AwsError } from '#/local/aws/service.ts';
import { beaten, ended } from './apply-update.ts';
import type { Durable } from './durable.ts';
import { changeByOthers } from './life.ts';
import { errorObject, type TrackedOperation } from './operation.ts';

type Open = { readonly execution: string; readonly tracked: TrackedOperation };

function placeOf(callbackId: string): readonly [execution: string, operation: string] | undefined {
  try {
    const [execution, operation] = JSON.parse(Buffer.from(callbackId, 'base64url').toString('utf8')) as unknown[];
    return typeof execution === 'string' && typeof operation === 'string' ? [execution, operation] : undefined;
  } catch {
    return undefined;
  }
}

/** @throws AwsError when there is no such callback, or when nobody waits for it any more */
function openCallback({ executions, operations }: Durable, callbackId: string): Open {
  const [execution, operation] = placeOf(callbackId) ?? ['', ''];
  const tracked = operations.find(execution, operation);
  if (tracked?.operation.CallbackDetails?.CallbackId !== callbackId) {
    throw new AwsError('ResourceNotFoundException', 'There is no callback with this id.', 404);
  }
  const isOpen = tracked.operation.Status === 'STARTED' && executions.find(execution)?.status === 'RUNNING';
  if (isOpen) return { execution, tracked };
  throw new AwsError('CallbackTimeoutException', 'The callback has been answered, or its time is over.');
}

type Answer = (open: Open, call: RestCall) => void;

/** What those outside call to answer a callback that an execution waits for. */
export function callbackRoutes(durable: Durable): RestRoute[] {
  const { now, operations, store } = durable;
  const route = (action: string, verb: string, answer: Answer): RestRoute => ({
    action: `SendDurableExecutionCallback${action}`,
    method: 'POST',
    path: `/2025-12-01/durable-execution-callbacks/{CallbackId}/${verb}`,
    run(call): RestAnswer {
      store.transaction(() => answer(openCallback(durable, call.labels.CallbackId ?? ''), call));
      return jsonAnswer({});
    },
  });
  const end = ({ execution, tracked }: Open, ...[status, outcome]: readonly ['SUCCEEDED' | 'FAILED', object]): void =>
    changeByOthers(durable, execution, ended(tracked.operation, status, outcome, now()));
  return [
    route('Success', 'succeed', (open, { body }) =>
      end(open, 'SUCCEEDED', body.length === 0 ? {} : { Result: body.toString('utf8') }),
    ),
    route('Failure', 'fail', (open, { body }) => {
      const error = readInput(errorObject, parseJsonObject(body), 'InvalidParameterValueException');
      end(open, 'FAILED', { Error: error });
    }),
    route('Heartbeat', 'heartbeat', ({ execution, tracked }) =>
      operations.put(execution, beaten(tracked, now()), 'handler'),
    ),
  ];
}
