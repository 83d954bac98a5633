import { randomUUID } from 'node:crypto';
import { openStore, type Row } from '#/local/sqlite/store.ts';
import type { Selector } from './selectors.ts';

/** Times are epoch ms. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS trail (name TEXT PRIMARY KEY, is_logging INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    selectors TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS calls (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, name TEXT NOT NULL,
    at INTEGER NOT NULL);
`;

/** A call to the trail that changed it. */
type Call = { readonly position: number; readonly id: string; readonly name: string; readonly at: number };

export type TrailStore = {
  state(): { readonly isLogging: boolean; readonly changedAt: number; readonly selectors: readonly Selector[] };
  setLogging(isLogging: boolean, at: number): void;
  setSelectors(selectors: readonly Selector[]): void;
  note(name: string, at: number): void;
  /** The newest first, older than a position. */
  calls(before: number, from: number, to: number, limit: number): Call[];
  close(): void;
};

const callOf = ({ position, id, name, at }: Row): Call => ({
  position: Number(position),
  id: String(id),
  name: String(name),
  at: Number(at),
});

/** The one trail in a SQLite file; a new one records, with these selectors. */
export function openTrailStore(file: string, name: string, selectors: readonly Selector[], now: number): TrailStore {
  const store = openStore(file, TABLES);
  store.run('INSERT OR IGNORE INTO trail VALUES (?, 1, ?, ?)', name, now, JSON.stringify(selectors));
  return {
    state() {
      const row = store.get('SELECT * FROM trail WHERE name = ?', name);
      return {
        isLogging: row?.is_logging === 1,
        changedAt: Number(row?.changed_at),
        selectors: JSON.parse(String(row?.selectors)) as Selector[],
      };
    },
    setLogging: (isLogging, at) =>
      void store.run('UPDATE trail SET is_logging = ?, changed_at = ? WHERE name = ?', Number(isLogging), at, name),
    setSelectors: (next) => void store.run('UPDATE trail SET selectors = ? WHERE name = ?', JSON.stringify(next), name),
    note: (call, at) => void store.run('INSERT INTO calls (id, name, at) VALUES (?, ?, ?)', randomUUID(), call, at),
    calls: (before, from, to, limit) =>
      store
        .all(
          'SELECT * FROM calls WHERE position < ? AND at BETWEEN ? AND ? ORDER BY position DESC LIMIT ?',
          before,
          from,
          to,
          limit,
        )
        .map(callOf),
    close: store.close,
  };
}
