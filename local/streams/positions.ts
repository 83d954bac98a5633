import { openStore } from '#/local/sqlite/store.ts';

const TABLES = `
  CREATE TABLE IF NOT EXISTS positions (stream TEXT NOT NULL, shard TEXT NOT NULL, sequence_number TEXT,
    done INTEGER NOT NULL, PRIMARY KEY (stream, shard));
`;

/** How far a shard was delivered. */
type Position = { readonly after?: string | undefined; readonly isDone: boolean };

export type Positions = {
  of(stream: string, shard: string): Position;
  put(stream: string, shard: string, position: Position): void;
  close(): void;
};

/** The positions of delivery in one SQLite file, on the disk before `put` returns. */
export function openPositions(file: string): Positions {
  const store = openStore(file, TABLES);
  return {
    of(stream, shard) {
      const row = store.get('SELECT * FROM positions WHERE stream = ? AND shard = ?', stream, shard);
      const after = row?.sequence_number;
      return { after: after ? String(after) : undefined, isDone: row?.done === 1 };
    },
    put: (stream, shard, { after, isDone }) =>
      void store.run(
        'INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?)',
        stream,
        shard,
        after ?? null,
        isDone ? 1 : 0,
      ),
    close: store.close,
  };
}
