import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

const SQLITE_BUSY = 5;
/** The kernel gives the lock back when this process ends, however it ends: there is no stale lock to clear away. */
const LOCKING = 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS run (id INT); COMMIT';

/** Takes the one lock of a data root until it is released. Throws LocalRunError when another run holds it. */
export function takeRunLock(file: string): () => void {
  let db: DatabaseSync | undefined;
  try {
    closeSync(openSync(file, 'a', 0o600));
    db = new DatabaseSync(file);
    db.exec(LOCKING);
  } catch (error) {
    db?.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      throw new LocalRunError(
        'CoachVault is running here already: use that run, or stop it by Ctrl-C in its terminal.',
      );
    }
    throw new LocalRunError(`The lock ${file} cannot be used: let this user read and write it, or remove it.`);
  }
  const open = db;
  return () => open.close();
}
