import { PassThrough, pipeline, type Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { Problem } from '#/domain/api/problems.ts';
import type { Buckets } from '#/vault/buckets.ts';
import { uploadName } from '#/vault/uploads.ts';
import type { Vault } from '#/vault/vault.ts';

/** An upload as the ZIP reader reads it: anywhere, and only what is asked for. */
class UploadReader extends RandomAccessReader {
  readonly #buckets: Buckets;
  readonly #name: string;
  constructor(buckets: Buckets, name: string) {
    super();
    this.#buckets = buckets;
    this.#name = name;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const bytes = new PassThrough();
    this.#buckets.range('exports', this.#name, start, end).then(
      // A failure destroys what is being read, and is met there.
      (body) => pipeline(body, bytes, () => undefined),
      (cause: Error) => bytes.destroy(cause),
    );
    return bytes;
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
    const reader = new UploadReader(buckets, name);
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
