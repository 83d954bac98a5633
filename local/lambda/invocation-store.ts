import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Row, Store } from '#/local/sqlite/store.ts';
import type { Parent } from './execution-store.ts';

/** An asynchronous invocation of an ordinary function. Times are epoch ms. */
export type QueuedInvocation = {
  readonly id: string;
  readonly functionName: string;
  readonly queuedAt: number;
  readonly attempts: number;
  /** JSON. */
  readonly payload: string;
  /** The operation of an execution that waits for the answer. */
  readonly parent?: Parent | undefined;
};

/** An invocation whose every attempt failed; `errorType` is the class of the last error. */
export type DeadLetter = Omit<QueuedInvocation, 'parent'> & { readonly deadAt: number; readonly errorType: string };

export type InvocationStore = {
  add(invocation: QueuedInvocation): void;
  /** Those that are to run by now, the oldest first. */
  due(now: number): QueuedInvocation[];
  retry(id: string, dueAt: number): void;
  bury(id: string, deadAt: number, errorType: string): void;
  remove(id: string): void;
  dead(): DeadLetter[];
  removeDeadBefore(cutoff: number): void;
};

type Content = Pick<QueuedInvocation, 'payload' | 'parent'>;

function reader(sealing: Sealing) {
  return (row: Row): QueuedInvocation => ({
    id: String(row.id),
    functionName: String(row.function),
    queuedAt: Number(row.queued_at),
    attempts: Number(row.attempts),
    ...(sealing.open(['invocations', String(row.id)], row.sealed as Uint8Array) as Content),
  });
}

/** The queue of asynchronous invocations, and what was dropped from it, in SQLite. */
export function invocationStoreOn(store: Store, sealing: Sealing): InvocationStore {
  const read = reader(sealing);
  return {
    add({ id, functionName, queuedAt, attempts, payload, parent }) {
      const sealed = sealing.seal(['invocations', id], { payload, parent } satisfies Content);
      const sql = 'INSERT INTO invocations VALUES (?1, ?2, ?3, ?4, ?3, NULL, NULL, ?5)';
      store.run(sql, id, functionName, queuedAt, attempts, sealed);
    },
    due: (now) => store.all('SELECT * FROM invocations WHERE due_at <= ? ORDER BY due_at', now).map(read),
    retry: (id, dueAt) =>
      void store.run('UPDATE invocations SET attempts = attempts + 1, due_at = ? WHERE id = ?', dueAt, id),
    bury(id, deadAt, errorType) {
      const sql = `UPDATE invocations SET attempts = attempts + 1, due_at = NULL, dead_at = ?, error_type = ? WHERE id = ?`;
      store.run(sql, deadAt, errorType, id);
    },
    remove: (id) => void store.run('DELETE FROM invocations WHERE id = ?', id),
    dead: () =>
      store.all('SELECT * FROM invocations WHERE dead_at IS NOT NULL ORDER BY dead_at, id').map((row) => {
        const { parent: _parent, ...invocation } = read(row);
        return { ...invocation, deadAt: Number(row.dead_at), errorType: String(row.error_type) };
      }),
    removeDeadBefore: (cutoff) => void store.run('DELETE FROM invocations WHERE dead_at < ?', cutoff),
  };
}
