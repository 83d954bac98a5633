import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { Problem } from '#/domain/api/problems.ts';
import type { Buckets } from '#/vault/buckets.ts';
import { uploadName } from '#/vault/uploads.ts';
import type { Vault } from '#/vault/vault.ts';

/** What is fetched at once, and how much of it is kept: files are read one after the other, and most are small. */
const blockBytes = 1024 * 1024;
const blocksAtMost = 4;

/** An upload as the ZIP reader reads it: anywhere, by blocks. */
class UploadReader extends RandomAccessReader {
  readonly #buckets: Buckets;
  readonly #name: string;
  readonly #size: number;
  readonly #blocks = new Map<number, Promise<Buffer>>();
  constructor(buckets: Buckets, name: string, size: number) {
    super();
    this.#buckets = buckets;
    this.#name = name;
    this.#size = size;
  }

  #block(index: number): Promise<Buffer> {
    const known = this.#blocks.get(index);
    if (known) return known;
    const [oldest] = this.#blocks.keys();
    if (oldest !== undefined && this.#blocks.size >= blocksAtMost) this.#blocks.delete(oldest);
    const from = index * blockBytes;
    const to = Math.min(from + blockBytes, this.#size);
    const block = this.#buckets.range('exports', this.#name, from, to).then(buffer);
    this.#blocks.set(index, block);
    return block;
  }

  async *#bytes(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const index = Math.floor(at / blockBytes);
      const block = await this.#block(index);
      const within = block.subarray(at - index * blockBytes, end - index * blockBytes);
      yield within;
      at += within.length;
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#bytes(start, end), { objectMode: false });
  }
}

export type Upload = { readonly zip: ZipFile; readonly entries: ReadonlyMap<string, Entry> };

/** No copy has more files. */
const filesAtMost = 10_000;

/** Opens an upload; answers why not when there is none, or it is no ZIP of a copy's size. */
export async function openUpload(
  { buckets }: Vault,
  importId: string,
): Promise<Upload | 'not_uploaded' | 'not_a_zip' | 'too_many_files'> {
  if (!buckets) throw new TypeError('This function was made without buckets; give "objectStore" to its handler.');
  const name = uploadName(importId);
  const size = await buckets.size('exports', name);
  if (size === undefined) return 'not_uploaded';
  try {
    const reader = new UploadReader(buckets, name, size);
    const zip = await fromRandomAccessReaderPromise(reader, size, { autoClose: false, strictFileNames: true });
    if (zip.entryCount > filesAtMost) return 'too_many_files';
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return entries.size === zip.entryCount ? { zip, entries } : 'not_a_zip';
  } catch (cause) {
    return unlessOurs(cause);
  }
}

/** What the reader finds wrong with a file is an answer; what fails on our side is none. */
function unlessOurs(cause: unknown): 'not_a_zip' {
  if (cause instanceof Problem) throw cause;
  return 'not_a_zip';
}
