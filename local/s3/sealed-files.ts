import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Small enough to hold many of them, large enough that the tag and the call cost nothing. */
const SEGMENT_BYTES = 256 * 1024;
const TAG_BYTES = 16;

/** Bytes in one file: its random name and how many they are before they are sealed. */
export type Piece = { readonly name: string; readonly size: number };

export type SealedFiles = {
  /** Resolves when the bytes are on the disk for good. */
  write(bytes: Uint8Array): Promise<Piece>;
  /** The bytes from `from` up to and without `to`. Throws when the file was altered or cut short. */
  read(piece: Piece, from: number, to: number): AsyncGenerator<Buffer>;
  remove(names: readonly string[]): Promise<void>;
  /** Removes every file but these: what a kill left behind. */
  keepOnly(names: ReadonlySet<string>): void;
};

/** A file's key is used for this file only and a segment is written once, so counting them makes nonces that never repeat. */
function segmentCipher(key: Buffer, size: number, index: number) {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  const bound = Buffer.alloc(8);
  bound.writeBigUInt64BE(BigInt(size));
  const options = { authTagLength: TAG_BYTES };
  return {
    seal(plain: Uint8Array): Buffer {
      const cipher = createCipheriv('aes-256-gcm', key, nonce, options).setAAD(bound);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed: Buffer): Buffer {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, options).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    },
  };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function writeFile(path: string, key: Buffer, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    for (let index = 0; index * SEGMENT_BYTES < bytes.length; index += 1) {
      const plain = bytes.subarray(index * SEGMENT_BYTES, (index + 1) * SEGMENT_BYTES);
      await handle.writeFile(segmentCipher(key, bytes.length, index).seal(plain));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* readFile(path: string, key: Buffer, size: number, from: number, to: number): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    for (let index = Math.floor(from / SEGMENT_BYTES); index * SEGMENT_BYTES < to; index += 1) {
      const start = index * SEGMENT_BYTES;
      const sealed = Buffer.alloc(Math.min(SEGMENT_BYTES, size - start) + TAG_BYTES);
      await handle.read(sealed, 0, sealed.length, index * (SEGMENT_BYTES + TAG_BYTES));
      yield segmentCipher(key, size, index)
        .open(sealed)
        .subarray(Math.max(0, from - start), to - start);
    }
  } finally {
    await handle.close();
  }
}

/**
 * Files of AES-256-GCM segments in a folder, each under a key of its own derived from `rootKey` (32 bytes). Nobody finds
 * a file before its name is recorded, which happens after `write`: so it needs no second name while it is written.
 */
export function openSealedFiles(folder: string, rootKey: Buffer): SealedFiles {
  const at = (name: string): string => join(folder, name);
  const keyOf = (name: string): Buffer => Buffer.from(hkdfSync('sha256', rootKey, name, 'coachvault/local/s3', 32));
  return {
    async write(bytes) {
      const name = randomBytes(24).toString('hex');
      await writeFile(at(name), keyOf(name), bytes);
      await syncFolder(folder);
      return { name, size: bytes.length };
    },
    read: ({ name, size }, from, to) => readFile(at(name), keyOf(name), size, from, to),
    async remove(names) {
      await Promise.all(names.map((name) => rm(at(name), { force: true })));
    },
    keepOnly(names) {
      for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(at(name), { force: true });
    },
  };
}
