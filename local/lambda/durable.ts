import type { Store } from '#/local/sqlite/store.ts';
import type { Execution, ExecutionStore } from './execution-store.ts';
import type { HistoryStore } from './history-store.ts';
import type { InvocationStore } from './invocation-store.ts';
import type { FunctionTable } from './local-function.ts';
import type { OperationStore } from './operation-store.ts';

/** What the actions on durable executions work with. Times are epoch ms. */
export type Durable = {
  readonly now: () => number;
  readonly functions: FunctionTable;
  readonly store: Store;
  readonly executions: ExecutionStore;
  readonly operations: OperationStore;
  readonly history: HistoryStore;
  readonly invocations: InvocationStore;
  /** Says that a handler may have to run. It runs after all that happens at this moment, never within it. */
  readonly wake: (executionId: string) => void;
  /** Says that something was put into the queue of invocations. */
  readonly wakeQueue: () => void;
  /** Says that an execution has ended. */
  readonly announceEnd: (execution: Execution) => void;
};
