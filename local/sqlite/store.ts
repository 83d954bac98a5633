import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

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

const PRAGMAS =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 2000';

function openFile(file: string, schema: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec(PRAGMAS);
    db.exec(schema);
    return db;
  } catch {
    db?.close();
    throw new LocalRunError(
      `The file ${file} cannot be opened: let this user read and write it, put a copy of it back, ` +
        'or run "npm start -- --fresh" to begin again without its data.',
    );
  }
}

/**
 * Opens or creates a file with the tables of `schema` (statements that change nothing when repeated). A commit survives
 * the end of this process at any moment; a power cut may take the last ones, but never a part of one. Throws LocalRunError when it cannot be opened.
 */
export function openStore(file: string, schema: string): Store {
  const db = openFile(file, schema);
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
