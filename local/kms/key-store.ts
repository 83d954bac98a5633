import type { DatabaseSync } from 'node:sqlite';
import type { KeySpec, KeyUsage } from './key-specs.ts';
import { seal, unseal } from './material.ts';

/** Times are epoch ms. */
export type KeyRecord = {
  id: string;
  spec: KeySpec;
  usage: KeyUsage;
  description: string;
  multiRegion: boolean;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  createdAt: number;
  deletionAt?: number;
  /** Set while automatic rotation is on: the period in days and the moment from which the next one counts. */
  rotation?: { days: number; from: number };
};

export type BackingKey = { version: number; createdAt: number; cause: 'CREATED' | 'AUTOMATIC' | 'ON_DEMAND' };
export type Alias = { name: string; keyId: string; createdAt: number };

export const KEY_TABLES = `
CREATE TABLE IF NOT EXISTS key (id TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS backing_key (
  keyId TEXT NOT NULL, version INTEGER NOT NULL, createdAt INTEGER NOT NULL, cause TEXT NOT NULL,
  material BLOB NOT NULL, PRIMARY KEY (keyId, version)
) STRICT;
CREATE TABLE IF NOT EXISTS alias (name TEXT PRIMARY KEY, keyId TEXT NOT NULL, createdAt INTEGER NOT NULL) STRICT;
`;

export type KeyStore = ReturnType<typeof keyStoreOn>;

function transaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** Ties a row's material to its row: it opens under no other key id or version. */
const boundTo = (keyId: string, version: number): Buffer => Buffer.from(`backing-key\0${keyId}\0${version}`, 'utf8');

function backingKeysOn(db: DatabaseSync, rootKey: Buffer) {
  const add = db.prepare('INSERT INTO backing_key VALUES (?, ?, ?, ?, ?)');
  const material = db.prepare('SELECT material FROM backing_key WHERE keyId = ? AND version = ?');
  const list = db.prepare('SELECT version, createdAt, cause FROM backing_key WHERE keyId = ? ORDER BY version');
  return {
    /** Oldest first; the last one encrypts, all of them decrypt. */
    backingKeys: (keyId: string) => list.all(keyId) as BackingKey[],
    addBackingKey(keyId: string, { version, createdAt, cause }: BackingKey, secret: Buffer): void {
      add.run(keyId, version, createdAt, cause, seal(rootKey, secret, boundTo(keyId, version)));
    },
    /** The secret of one version, or undefined when there is no such version. */
    materialOf(keyId: string, version: number): Buffer | undefined {
      const sealed = material.get(keyId, version)?.material;
      if (!(sealed instanceof Uint8Array)) return undefined;
      const secret = unseal(rootKey, Buffer.from(sealed), boundTo(keyId, version));
      if (secret === undefined) throw new Error('key material was altered on disk');
      return secret;
    },
  };
}

/** Keys, their versions and aliases in SQLite; secrets are sealed under `rootKey` (32 bytes). */
export function keyStoreOn(db: DatabaseSync, rootKey: Buffer) {
  const put = db.prepare('INSERT INTO key VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = ?2');
  const one = db.prepare('SELECT record FROM key WHERE id = ?');
  const all = db.prepare('SELECT id FROM key ORDER BY id');
  const putAlias = db.prepare('INSERT INTO alias VALUES (?, ?, ?)');
  const oneAlias = db.prepare('SELECT keyId FROM alias WHERE name = ?');
  const allAliases = db.prepare('SELECT name, keyId, createdAt FROM alias ORDER BY name');
  const removals = ['key WHERE id', 'backing_key WHERE keyId', 'alias WHERE keyId'].map((where) =>
    db.prepare(`DELETE FROM ${where} = ?`),
  );
  return {
    ...backingKeysOn(db, rootKey),
    atomically: (work: () => void) => transaction(db, work),
    putKey: (record: KeyRecord) => void put.run(record.id, JSON.stringify(record)),
    keyOf(id: string): KeyRecord | undefined {
      const row = one.get(id);
      return row && (JSON.parse(String(row.record)) as KeyRecord);
    },
    keyIds: () => all.all().map((row) => String(row.id)),
    /** The key, every version of its secret and its aliases, in one transaction. */
    removeKey: (id: string) => transaction(db, () => removals.forEach((removal) => void removal.run(id))),
    putAlias: ({ name, keyId, createdAt }: Alias) => void putAlias.run(name, keyId, createdAt),
    aliasTarget: (name: string): string | undefined => oneAlias.get(name)?.keyId as string | undefined,
    aliases: () => allAliases.all() as Alias[],
    close: () => db.close(),
  };
}
