import { createHash } from 'node:crypto';
import type { CopiedFile } from '#/domain/rights/copy/manifest.ts';
import { type Entry, openEntry } from './zip.ts';

/** A file of the copy: what the directory of the ZIP says of it, and what the manifest does. */
export type WrittenFile = { readonly entry: Entry; readonly copied: CopiedFile };

export type OpenFile = {
  write(chunk: Uint8Array | string): void;
  end(records?: number): WrittenFile;
};

/** Begins a file; its bytes go to `emit` as they come. */
export function openFile(name: string, how: 'packed' | 'stored', emit: (bytes: Uint8Array) => void): OpenFile {
  const entry = openEntry(name, how, emit);
  const hash = createHash('sha256');
  return {
    write(chunk) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      entry.write(bytes);
    },
    end(records) {
      const ended = entry.end();
      const copied = { name, sha256: hash.digest('hex'), bytes: ended.size };
      return { entry: ended, copied: records === undefined ? copied : { ...copied, records } };
    },
  };
}
