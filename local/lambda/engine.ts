import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Store } from '#/local/sqlite/store.ts';
import type { CallFunction } from './call-function.ts';
import { openClockwork } from './clockwork.ts';
import type { Durable } from './durable.ts';
import { type Endings, openEndings } from './endings.ts';
import { executionArn } from './execution-arn.ts';
import { executionStoreOn } from './execution-store.ts';
import { type ClientSettings, openHandlerRuns } from './handler-run.ts';
import { historyStoreOn } from './history-store.ts';
import { invocationStoreOn } from './invocation-store.ts';
import { runInvocation } from './invocations.ts';
import type { FunctionTable } from './local-function.ts';
import { operationStoreOn } from './operation-store.ts';
import { openWork } from './work.ts';

/** How long a close waits for what is running. */
const GRACE_MS = 1_500;

export type EngineOptions = {
  readonly store: Store;
  readonly sealing: Sealing;
  readonly now: () => number;
  readonly functions: FunctionTable;
  readonly call: CallFunction;
  readonly client: ClientSettings;
  readonly log: (line: string) => void;
};

export type Engine = {
  readonly durable: Durable;
  readonly endings: Endings;
  tick(): void;
  settled(): Promise<boolean>;
  drain(): Promise<void>;
  close(): Promise<void>;
};

/** What may happen now: everything; the end of what has begun; nothing. */
type Phase = 'open' | 'draining' | 'closed';

function storesOf({ store, sealing, now, functions }: EngineOptions) {
  return {
    now,
    functions,
    store,
    executions: executionStoreOn(store, sealing),
    operations: operationStoreOn(store, sealing),
    history: historyStoreOn(store, sealing),
    invocations: invocationStoreOn(store, sealing),
  };
}

/** Runs handlers and queued invocations when their time has come, each at most once at a time. */
function openStarter(options: EngineOptions, durable: Durable, phase: () => Phase) {
  const { call, client, log, functions } = options;
  const isOpen = (): boolean => phase() !== 'closed';
  const arnOf = (execution: Parameters<typeof executionArn>[1]): string => executionArn(functions, execution);
  const runHandler = openHandlerRuns({ durable, call, client, arnOf, isOpen, log });
  const isDue = (id: string): boolean => {
    const { status, resumeAt } = durable.executions.find(id) ?? {};
    return status === 'RUNNING' && resumeAt !== undefined && resumeAt <= durable.now();
  };
  const resume = (id: string): void => {
    if (phase() === 'open' && isDue(id)) work.begin(id, () => runHandler(id));
  };
  const runQueue = (): void => {
    if (phase() !== 'open') return;
    for (const invocation of durable.invocations.due(durable.now())) {
      work.begin(invocation.id, () => runInvocation({ durable, call, isOpen, log }, invocation));
    }
  };
  const work = openWork(resume);
  const isIdle = (): boolean => {
    const now = durable.now();
    const { executions, operations, invocations } = durable;
    const due = [executions.toResume(now), operations.due(now), invocations.due(now)];
    return work.isIdle() && due.every((each) => each.length === 0);
  };
  return { resume, runQueue, isIdle, work };
}

/** The durable executions and queued invocations of an instance, going on from where they are. */
export function openEngine(options: EngineOptions): Engine {
  let phase: Phase = 'open';
  const stores = storesOf(options);
  const endings = openEndings(stores.executions);
  // After what happens now: a handler never starts within a transaction, nor before it is on the disk.
  const later = (then: () => void) => queueMicrotask(then);
  const durable: Durable = {
    ...stores,
    announceEnd: endings.announce,
    wake: (id) => later(() => starter.resume(id)),
    wakeQueue: () => later(() => starter.runQueue()),
  };
  const starter = openStarter(options, durable, () => phase);
  const doWhatIsDue = openClockwork(durable);
  const tick = (): void => void (phase === 'open' && doWhatIsDue());
  const drain = async (): Promise<void> => {
    if (phase === 'open') phase = 'draining';
    const { promise: grace, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, GRACE_MS);
    await Promise.race([starter.work.ended(), grace]);
    clearTimeout(timer);
  };
  return {
    durable,
    endings,
    tick,
    async settled() {
      let hadWork = false;
      while (phase === 'open' && !starter.isIdle()) {
        hadWork = true;
        tick();
        await new Promise((resolve) => setImmediate(resolve));
        await starter.work.ended();
      }
      return hadWork;
    },
    drain,
    async close() {
      if (phase === 'closed') return;
      await drain();
      phase = 'closed';
      options.store.close();
    },
  };
}
