import { type CallFunction, errorObjectOf, errorTypeOf } from './call-function.ts';
import type { Durable } from './durable.ts';
import type { QueuedInvocation } from './invocation-store.ts';
import { answerParent } from './life.ts';

/** Lambda tries an asynchronous invocation again after one minute and after two more. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

type Invocations = {
  readonly durable: Durable;
  readonly call: CallFunction;
  /** Whether the outcome of a run still counts. */
  readonly isOpen: () => boolean;
  readonly log: (line: string) => void;
};

function failed({ durable, log }: Invocations, invocation: QueuedInvocation, error: unknown): void {
  const { id, functionName, attempts, parent } = invocation;
  log(`lambda: the function ${functionName} failed with ${errorTypeOf(error)}`);
  const pause = RETRY_AFTER_MS[attempts];
  if (parent !== undefined) {
    durable.invocations.remove(id);
    answerParent(durable, parent, 'FAILED', { error: errorObjectOf(error) });
  } else if (pause !== undefined) {
    durable.invocations.retry(id, durable.now() + pause);
  } else {
    durable.invocations.bury(id, durable.now(), errorTypeOf(error));
  }
}

function succeeded({ durable }: Invocations, { id, parent }: QueuedInvocation, answer: unknown): void {
  durable.invocations.remove(id);
  answerParent(durable, parent, 'SUCCEEDED', { result: JSON.stringify(answer) });
}

/** Runs one asynchronous invocation of an ordinary function, and keeps what came of it. */
export async function runInvocation(context: Invocations, invocation: QueuedInvocation): Promise<void> {
  const { durable, call, isOpen } = context;
  let settle: () => void;
  try {
    const called = durable.functions.named(invocation.functionName);
    if (called === undefined) throw new Error(`There is no function ${invocation.functionName} any more.`);
    const answer = await call(called, JSON.parse(invocation.payload));
    settle = () => succeeded(context, invocation, answer);
  } catch (error) {
    settle = () => failed(context, invocation, error);
  }
  if (isOpen()) durable.store.transaction(settle);
}
