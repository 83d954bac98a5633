import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Row, Store } from '#/local/sqlite/store.ts';
import type { ErrorObject } from './operation.ts';

export const endings = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'STOPPED'] as const;
export type Ending = (typeof endings)[number];

/** One durable execution. Times are epoch ms. */
export type Execution = {
  readonly id: string;
  /** The caller's, or the id: no two executions have the same. */
  readonly name: string;
  readonly functionName: string;
  readonly status: 'RUNNING' | Ending;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  /** When it is given up, however far it has come. */
  readonly expiresAt: number;
  /** When its handler is to run; undefined while it waits for something else. */
  readonly resumeAt?: number | undefined;
  /** Runs of the handler that failed, one after the other. */
  readonly failures: number;
  /** Only the newest run of the handler, after its newest checkpoint, knows it. */
  readonly token: string;
};

/** What may be personal. */
export type ExecutionContent = {
  /** JSON, as it was sent. */
  readonly input: string;
  readonly result?: string | undefined;
  readonly error?: ErrorObject | undefined;
  /** The operation of another execution that waits for this one. */
  readonly parent?: Parent | undefined;
};
export type Parent = { readonly execution: string; readonly operation: string };

type Change = Partial<Pick<Execution, 'token' | 'failures'>> & {
  /** null: it waits for something else. */
  readonly resumeAt?: number | null;
};

export type ExecutionStore = {
  find(id: string): Execution | undefined;
  named(name: string): Execution | undefined;
  content(id: string): ExecutionContent;
  add(execution: Execution, content: ExecutionContent): void;
  change(id: string, change: Change): void;
  end(id: string, status: Ending, endedAt: number, content: ExecutionContent): void;
  /** Of one function, the oldest first. */
  of(functionName: string): Execution[];
  /** Ids of the executions whose handler is to run by now. */
  toResume(now: number): string[];
  /** Ids of the executions that are to be given up by now. */
  toExpire(now: number): string[];
  /** Forgets what ended before `cutoff`, history and all. */
  removeEndedBefore(cutoff: number): void;
};

const time = (value: unknown): number | undefined => (value === null ? undefined : Number(value));

function executionOf(row: Row): Execution {
  return {
    id: String(row.id),
    name: String(row.name),
    functionName: String(row.function),
    status: String(row.status) as Execution['status'],
    startedAt: Number(row.started_at),
    endedAt: time(row.ended_at),
    expiresAt: Number(row.expires_at),
    resumeAt: time(row.resume_at),
    failures: Number(row.failures),
    token: String(row.token),
  };
}

function writersOn(
  store: Store,
  sealing: Sealing,
): Pick<ExecutionStore, 'add' | 'change' | 'end' | 'removeEndedBefore'> {
  const sealed = (id: string, content: ExecutionContent) => sealing.seal(['executions', id], content);
  return {
    add({ id, name, functionName, status, startedAt, expiresAt, resumeAt, failures, token }, content) {
      const values = [id, name, functionName, status, startedAt, null, expiresAt, resumeAt ?? null, failures, token];
      store.run('INSERT INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...values, sealed(id, content));
    },
    change(id, { token, failures, resumeAt }) {
      const sql = `UPDATE executions SET token = coalesce(?2, token), failures = coalesce(?3, failures),
        resume_at = CASE WHEN ?4 THEN ?5 ELSE resume_at END WHERE id = ?1`;
      store.run(sql, id, token ?? null, failures ?? null, resumeAt === undefined ? 0 : 1, resumeAt ?? null);
    },
    end(id, status, endedAt, content) {
      const sql = 'UPDATE executions SET status = ?, ended_at = ?, resume_at = NULL, sealed = ? WHERE id = ?';
      store.run(sql, status, endedAt, sealed(id, content), id);
    },
    removeEndedBefore(cutoff) {
      for (const { id } of store.all('SELECT id FROM executions WHERE ended_at < ?', cutoff)) {
        store.run('DELETE FROM operations WHERE execution = ?', String(id));
        store.run('DELETE FROM events WHERE execution = ?', String(id));
        store.run('DELETE FROM executions WHERE id = ?', String(id));
      }
    },
  };
}

/** Executions in SQLite; a caller that changes several things does it in one transaction of `store`. */
export function executionStoreOn(store: Store, sealing: Sealing): ExecutionStore {
  const one = (sql: string, value: string): Execution | undefined => {
    const row = store.get(sql, value);
    return row && executionOf(row);
  };
  const ids = (sql: string, at: number): string[] => store.all(sql, at).map(({ id }) => String(id));
  return {
    ...writersOn(store, sealing),
    find: (id) => one('SELECT * FROM executions WHERE id = ?', id),
    named: (name) => one('SELECT * FROM executions WHERE name = ?', name),
    content(id) {
      const row = store.get('SELECT sealed FROM executions WHERE id = ?', id);
      return sealing.open(['executions', id], row?.sealed as Uint8Array) as ExecutionContent;
    },
    of: (functionName) =>
      store.all('SELECT * FROM executions WHERE function = ? ORDER BY started_at, id', functionName).map(executionOf),
    toResume: (now) => ids('SELECT id FROM executions WHERE resume_at <= ? ORDER BY resume_at', now),
    toExpire: (now) => ids("SELECT id FROM executions WHERE status = 'RUNNING' AND expires_at <= ?", now),
  };
}
