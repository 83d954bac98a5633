import type { Execution, ExecutionStore } from './execution-store.ts';

export type Endings = {
  /** Tells those who wait for it, once it is on the disk. */
  announce(execution: Execution): void;
  /** Resolves when the execution has ended. */
  wait(id: string): Promise<void>;
};

/** Those who wait for the end of an execution. */
export function openEndings({ find }: Pick<ExecutionStore, 'find'>): Endings {
  const waiting = new Map<string, (() => void)[]>();
  const isRunning = (id: string): boolean => find(id)?.status === 'RUNNING';
  const tell = (id: string): void => {
    if (isRunning(id)) return;
    for (const resolve of waiting.get(id) ?? []) resolve();
    waiting.delete(id);
  };
  return {
    // Not within the transaction that ends it: that one may still be undone.
    announce: ({ id }) => queueMicrotask(() => void (waiting.has(id) && tell(id))),
    wait: (id) =>
      isRunning(id)
        ? new Promise((resolve) => void waiting.set(id, [...(waiting.get(id) ?? []), resolve]))
        : Promise.resolve(),
  };
}
