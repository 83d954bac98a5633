/**
 * Names of objects hold ids only (domain/data-map/buckets.ts), and lists are in their order: so they stand as they are.
 * What describes the bytes stands in `sealed`; a version without it is a delete marker. A piece belongs to a version or,
 * until that is complete, to an upload.
 */
export const tables = `
  CREATE TABLE IF NOT EXISTS versions (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL, modified_at INTEGER NOT NULL,
    lock_mode TEXT, locked_until INTEGER, held INTEGER NOT NULL, sealed BLOB, UNIQUE (bucket, key, version_id));
  CREATE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, sequence);
  CREATE INDEX IF NOT EXISTS versions_by_age ON versions (bucket, modified_at);
  CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL,
    started_at INTEGER NOT NULL, sealed BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS pieces (name TEXT PRIMARY KEY, owner TEXT NOT NULL, number INTEGER NOT NULL,
    size INTEGER NOT NULL, sealed BLOB NOT NULL, UNIQUE (owner, number));
`;
