import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export type Row = Record<string, unknown>;

export type Store = {
  /** One row or undefined. */
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** Runs one statement; answers how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All or nothing, even when the process is killed meanwhile. `work` must not wait for anything. */
  transaction<T>(work: () => T): T;
  close(): void;
};

/**
 * Opens or creates a file with the tables of `schema` (statements that change nothing when repeated). Every commit is on
 * the disk before it returns (WAL, full sync).
 */
export function openStore(file: string, schema: string): Store {
  const db = new DatabaseSync(file);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 2000',
  );
  db.exec(schema);
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    get: (sql, ...values) => prepared(sql).get(...values),
    all: (sql, ...values) => prepared(sql).all(...values),
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    transaction: (work) => transaction(db, work),
    close: () => (db.isOpen ? db.close() : undefined),
  };
}

function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
