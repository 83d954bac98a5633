import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Row, Store } from '#/local/sqlite/store.ts';
import { isPending } from './apply-update.ts';
import type { TrackedOperation } from './operation.ts';

/** Who changed an operation: its handler, which knows, or somebody else, of whom the handler has to hear. */
type ChangedBy = 'handler' | 'others';

export type OperationStore = {
  find(execution: string, id: string): TrackedOperation | undefined;
  put(execution: string, tracked: TrackedOperation, by: ChangedBy): void;
  /** In the order in which they began. */
  all(execution: string): TrackedOperation[];
  /** What others changed since the handler last heard of it; from now on it has. */
  takeNews(execution: string): TrackedOperation[];
  /** Ids of what others changed since the handler began to run; it begins to run now. */
  takeChanged(execution: string): string[];
  /** Whether others have changed anything since the handler began to run. */
  isChanged(execution: string): boolean;
  /** Whether time, a callback or another function will change something. */
  isPending(execution: string): boolean;
  due(now: number): { execution: string; tracked: TrackedOperation }[];
  /** The execution has ended: nothing changes any more. */
  rest(execution: string): void;
  size(execution: string): { count: number; bytes: number };
};

/** Values of the column `changed`: the handler knows; it does not know yet; it was told while it ran. */
const known = 0;
const news = 1;
const told = 2;

const PUT = `INSERT INTO operations VALUES (?1, ?2,
  (SELECT count(*) FROM operations WHERE execution = ?1), ?3, ?4, ?5, ?6) ON CONFLICT (execution, id) DO UPDATE
  SET pending = ?3, changed = ?4, due_at = ?5, sealed = ?6`;

function reader(sealing: Sealing) {
  return ({ execution, id, sealed }: Row): TrackedOperation =>
    sealing.open(['operations', String(execution), String(id)], sealed as Uint8Array) as TrackedOperation;
}

function writer(store: Store, sealing: Sealing): OperationStore['put'] {
  return (execution, tracked, by) => {
    const { operation, dueAt } = tracked;
    const sealed = sealing.seal(['operations', execution, operation.Id], tracked);
    const states = [isPending(operation) ? 1 : 0, by === 'others' ? news : known, dueAt ?? null] as const;
    store.run(PUT, execution, operation.Id, ...states, sealed);
  };
}

/** What the handler has to hear of. A change that it was told while it ran may have come too late for that run. */
function newsOn(store: Store, read: (row: Row) => TrackedOperation) {
  const which = 'FROM operations WHERE execution = ? AND changed';
  return {
    takeNews(execution: string) {
      const found = store.all(`SELECT * ${which} = ${news} ORDER BY position`, execution).map(read);
      if (found.length > 0)
        store.run(`UPDATE operations SET changed = ${told} WHERE execution = ? AND changed = ${news}`, execution);
      return found;
    },
    takeChanged(execution: string) {
      const found = store.all(`SELECT id ${which} > ${known} ORDER BY position`, execution).map(({ id }) => String(id));
      if (found.length > 0) store.run(`UPDATE operations SET changed = ${known} WHERE execution = ?`, execution);
      return found;
    },
    isChanged: (execution: string) => store.get(`SELECT 1 ${which} > ${known} LIMIT 1`, execution) !== undefined,
  };
}

/** The operations of executions in SQLite; a caller that changes several things does it in one transaction of `store`. */
export function operationStoreOn(store: Store, sealing: Sealing): OperationStore {
  const read = reader(sealing);
  return {
    ...newsOn(store, read),
    find(execution, id) {
      const row = store.get('SELECT * FROM operations WHERE execution = ? AND id = ?', execution, id);
      return row && read(row);
    },
    put: writer(store, sealing),
    all: (execution) =>
      store.all('SELECT * FROM operations WHERE execution = ? ORDER BY position', execution).map(read),
    isPending: (execution) =>
      store.get('SELECT 1 FROM operations WHERE execution = ? AND pending = 1 LIMIT 1', execution) !== undefined,
    due: (now) =>
      store
        .all('SELECT * FROM operations WHERE due_at <= ? ORDER BY due_at', now)
        .map((row) => ({ execution: String(row.execution), tracked: read(row) })),
    rest: (execution) =>
      void store.run('UPDATE operations SET pending = 0, changed = 0, due_at = NULL WHERE execution = ?', execution),
    size(execution) {
      const sql =
        'SELECT count(*) AS count, coalesce(sum(length(sealed)), 0) AS bytes FROM operations WHERE execution = ?';
      const row = store.get(sql, execution);
      return { count: Number(row?.count), bytes: Number(row?.bytes) };
    },
  };
}
