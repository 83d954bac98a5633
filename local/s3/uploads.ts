import { randomBytes } from 'node:crypto';
import type { Sealing } from '#/local/sqlite/sealing.ts';
import type { Row, Store } from '#/local/sqlite/store.ts';
import type { Lock } from './versions.ts';

/** What the object will be when it is complete: said at the start of an upload in parts. */
export type Upload = {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly lock?: Lock | undefined;
  readonly held: boolean;
};

export type Uploads = {
  start(bucket: string, key: string, startedAt: number, upload: Omit<Upload, 'id'>): Upload;
  find(bucket: string, key: string, id: string): Upload | undefined;
  remove(id: string): void;
  /** Ids of those that were started at `before` or earlier. */
  startedBefore(bucket: string, before: number): string[];
};

/** The uploads in parts that are neither complete nor aborted. Their parts are pieces that they own. */
export function uploadsOn(store: Store, sealing: Sealing): Uploads {
  const placeOf = (id: unknown): string[] => ['uploads', String(id)];
  const opened = ({ id, sealed }: Row): Upload => ({
    ...(sealing.open(placeOf(id), sealed as Uint8Array) as Omit<Upload, 'id'>),
    id: String(id),
  });
  return {
    start(bucket, key, startedAt, upload) {
      const id = randomBytes(24).toString('base64url');
      const sealed = sealing.seal(placeOf(id), upload);
      store.run('INSERT INTO uploads VALUES (?, ?, ?, ?, ?)', id, bucket, key, startedAt, sealed);
      return { ...upload, id };
    },
    find(bucket, key, id) {
      const row = store.get('SELECT * FROM uploads WHERE bucket = ? AND key = ? AND id = ?', bucket, key, id);
      return row && opened(row);
    },
    remove: (id) => void store.run('DELETE FROM uploads WHERE id = ?', id),
    startedBefore: (bucket, before) =>
      store
        .all('SELECT id FROM uploads WHERE bucket = ? AND started_at <= ?', bucket, before)
        .map(({ id }) => String(id)),
  };
}
