import { expect, it } from 'vitest';
import type { OperationStatus, OperationUpdate, TrackedOperation } from '#/local/lambda/operation.ts';
import { requireTransition } from '#/local/lambda/transitions.ts';

type Type = OperationUpdate['Type'];

const tracked = (Type: Type, Status: OperationStatus): TrackedOperation => ({
  operation: { Id: 'x', Type, Status, StartTimestamp: 0 },
});
const update = (Type: Type, Action: OperationUpdate['Action'], more = {}): OperationUpdate => ({
  Id: 'x',
  Type,
  Action,
  StepOptions: { NextAttemptDelaySeconds: 1 },
  WaitOptions: { WaitSeconds: 1 },
  ChainedInvokeOptions: { FunctionName: 'f' },
  ...more,
});

it.each<[Type, OperationStatus, OperationUpdate['Action']]>([
  ['STEP', 'SUCCEEDED', 'START'],
  ['STEP', 'PENDING', 'START'],
  ['STEP', 'STARTED', 'START'],
  ['STEP', 'FAILED', 'SUCCEED'],
  ['STEP', 'SUCCEEDED', 'RETRY'],
  ['CONTEXT', 'SUCCEEDED', 'FAIL'],
  ['WAIT', 'STARTED', 'SUCCEED'],
  ['WAIT', 'SUCCEEDED', 'CANCEL'],
  ['CALLBACK', 'STARTED', 'SUCCEED'],
  ['CHAINED_INVOKE', 'STARTED', 'START'],
])('a %s that is %s takes no %s', (type, status, action) => {
  expect(() => requireTransition(tracked(type, status), undefined, update(type, action))).toThrow(/cannot follow/);
});

it.each<[string, OperationUpdate, RegExp]>([
  ['an error of a success', update('STEP', 'SUCCEED', { Error: {} }), /has an error/],
  ['a payload of a failure', update('STEP', 'FAIL', { Payload: 'x' }), /has a payload/],
  ['a payload and an error', update('STEP', 'RETRY', { Payload: 'x', Error: {} }), /both/],
  ['a retry without its pause', update('STEP', 'RETRY', { StepOptions: undefined }), /needs StepOptions/],
  ['a wait without its time', update('WAIT', 'START', { WaitOptions: undefined }), /needs WaitOptions/],
  ['a parent that there is not', update('STEP', 'START', { ParentId: 'p' }), /no CONTEXT/],
  ['an error of more than 32 KB', update('STEP', 'FAIL', { Error: { ErrorData: 'x'.repeat(32_768) } }), /32768 bytes/],
])('%s is refused', (_what, asked, message) => {
  expect(() => requireTransition(undefined, undefined, asked)).toThrow(message);
});

it('an operation keeps its type, and its parent is a context', () => {
  const step = tracked('STEP', 'STARTED');
  expect(() => requireTransition(step, undefined, update('WAIT', 'CANCEL'))).toThrow(/is no WAIT/);
  const child = update('STEP', 'START', { ParentId: 'p' });
  expect(() => requireTransition(undefined, step, child)).toThrow(/no CONTEXT/);
  expect(() => requireTransition(undefined, tracked('CONTEXT', 'STARTED'), child)).not.toThrow();
});
