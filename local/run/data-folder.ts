import { hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from '#/local/aws/local-run-error.ts';

const SECRET_BYTES = 32;

export type DataFolder = {
  readonly path: string;
  /** The path of something in the folder. */
  at(...names: readonly string[]): string;
  /** A 32-byte key for one use, always the same in this folder. */
  deriveKey(use: string): Buffer;
};

const unusable = (path: string): LocalRunError =>
  new LocalRunError(`The data folder ${path} cannot be used: let this user read and write it, or remove it.`);

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  } catch {
    throw unusable(path);
  }
}

/** Written once and never again: what the folder holds opens under keys derived from it, and under no others. */
function rootSecret(file: string, folder: string): Buffer {
  try {
    writeFileSync(file, randomBytes(SECRET_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(folder);
  }
  const secret = readSecret(file, folder);
  if (secret.length === SECRET_BYTES) return secret;
  throw new LocalRunError(
    `The secret ${file} is damaged: put a copy of it back, or run "npm start -- --fresh" to begin again without its data.`,
  );
}

function readSecret(file: string, folder: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw unusable(folder);
  }
}

/** Opens or creates one instance's data folder, for this user only. Throws LocalRunError when that cannot be. */
export function openDataFolder(path: string): DataFolder {
  makeFolder(path);
  const secret = rootSecret(join(path, 'root.secret'), path);
  return {
    path,
    at: (...names) => join(path, ...names),
    deriveKey: (use) => Buffer.from(hkdfSync('sha256', secret, '', `coachvault/local/${use}`, 32)),
  };
}

/** Deletes a data folder with all that is in it. Throws LocalRunError when that cannot be. */
export function removeDataFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    throw new LocalRunError(`The data folder ${path} cannot be removed: remove it yourself, then start again.`);
  }
}
