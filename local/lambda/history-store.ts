import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Store } from '#/local/sqlite/store.ts';
import type { HistoryEvent } from './history.ts';

export type HistoryStore = {
  add(execution: string, event: HistoryEvent): void;
  /** The oldest first, each with its number (`EventId`). */
  of(execution: string): HistoryEvent[];
};

/** What happened in executions, in SQLite. */
export function historyStoreOn(store: Store, sealing: Sealing): HistoryStore {
  return {
    add(execution, event) {
      const last = store.get('SELECT max(number) AS number FROM events WHERE execution = ?', execution);
      const number = Number(last?.number ?? 0) + 1;
      const sealed = sealing.seal(['events', execution, String(number)], { ...event, EventId: number });
      store.run('INSERT INTO events VALUES (?, ?, ?)', execution, number, sealed);
    },
    of: (execution) =>
      store
        .all('SELECT number, sealed FROM events WHERE execution = ? ORDER BY number', execution)
        .map(
          ({ number, sealed }) =>
            sealing.open(['events', execution, String(number)], sealed as Uint8Array) as HistoryEvent,
        ),
  };
}
