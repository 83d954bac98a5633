import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { KEY_TABLES } from './key-store.ts';
import { seal, unseal } from './material.ts';

const WITNESS = Buffer.from('opens under the right root key', 'utf8');
const WITNESS_BOUND = Buffer.from('witness', 'utf8');

const SQLITE_BUSY = 5;

/** The exclusive lock is held until the file is closed or this process ends: two runs would hide each other's keys. */
const OPENING = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
BEGIN EXCLUSIVE;
${KEY_TABLES}
CREATE TABLE IF NOT EXISTS witness (sealed BLOB NOT NULL) STRICT;
COMMIT;
`;

function mendOf(file: string, error: unknown): LocalRunError {
  const code = (error as { errcode?: number }).errcode;
  if (code === SQLITE_BUSY) {
    return new LocalRunError(`The key file ${file} is in use by another run: stop that one first.`);
  }
  return new LocalRunError(
    `The key file ${file} cannot be opened: let this user read and write it, put a copy of it back, ` +
      'or run "npm start -- --fresh" to begin again without its data.',
  );
}

function openFile(file: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    db = new DatabaseSync(file);
    db.exec(OPENING);
    return db;
  } catch (error) {
    db?.close();
    throw mendOf(file, error);
  }
}

/**
 * Opens (or creates, readable by this user only) the SQLite file of the keys, with full sync and for this process
 * alone. Throws LocalRunError when it is damaged, in use, or was written under another root key.
 */
export function openKeyFile(file: string, rootKey: Buffer): DatabaseSync {
  const db = openFile(file);
  const sealed = db.prepare('SELECT sealed FROM witness').get()?.sealed;
  if (sealed === undefined) {
    db.prepare('INSERT INTO witness VALUES (?)').run(seal(rootKey, WITNESS, WITNESS_BOUND));
  } else if (unseal(rootKey, Buffer.from(sealed as Uint8Array), WITNESS_BOUND) === undefined) {
    db.close();
    throw new LocalRunError(
      `The key file ${file} was written under another root key: put that root key back, ` +
        'or run "npm start -- --fresh" to begin again without its data.',
    );
  }
  return db;
}
