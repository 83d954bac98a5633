import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { directoryOf, type Entry, openEntry } from '#/lambdas/exports/zip.ts';

type File = { readonly name: string; readonly how: 'packed' | 'stored'; readonly chunks: readonly Uint8Array[] };

function givenZip(files: readonly File[]): Buffer {
  const bytes: Uint8Array[] = [];
  const entries: Entry[] = files.map(({ name, how, chunks }) => {
    const entry = openEntry(name, how, (chunk) => bytes.push(chunk));
    for (const chunk of chunks) entry.write(chunk);
    return entry.end();
  });
  return Buffer.concat([...bytes, directoryOf(entries)]);
}

/** What a reader that is not ours finds, its own checks of sizes and checksums included. */
async function read(zip: Buffer): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const file = await fromBufferPromise(zip, { validateEntrySizes: true });
  for await (const entry of file.eachEntry())
    found.set(entry.fileName, await buffer(await file.openReadStreamPromise(entry)));
  return found;
}

describe('the ZIP of a copy', () => {
  it('is read by another program, file by file and byte by byte, whatever the chunks', async () => {
    const content = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });
    const how = fc.constantFrom<'packed' | 'stored'>('packed', 'stored');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ how, chunks: content }), { maxLength: 5 }), async (given) => {
        const files = given.map((file, index): File => ({ ...file, name: `records/file-${index}.json` }));
        const found = await read(givenZip(files));
        expect([...found.keys()]).toEqual(files.map(({ name }) => name));
        for (const { name, chunks } of files) expect(found.get(name)?.equals(Buffer.concat(chunks))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('packs what can be packed', () => {
    const text = [Buffer.from('The same words again. '.repeat(2_000))];
    const files = (how: 'packed' | 'stored'): File[] => [{ name: 'a', how, chunks: text }];
    expect(givenZip(files('packed')).length).toBeLessThan(givenZip(files('stored')).length / 20);
  });

  it('has the same bytes for the same contents', () => {
    const files: File[] = [{ name: 'a', how: 'packed', chunks: [Buffer.from('one'), randomBytes(50)] }];
    expect(givenZip(files).equals(givenZip(files))).toBe(true);
  });

  it('tells places beyond 4 GB', async () => {
    const large = 5 * 2 ** 30;
    const before: Entry = { name: 'before', method: 0, crc: 0, packed: large, size: large };
    const last: Entry = { name: 'last', method: 0, crc: 0, packed: 0, size: 0 };
    const directory = directoryOf([before, last]);
    const placed = directory.indexOf('last') + 'last'.length + 4;
    expect(Number(directory.readBigUInt64LE(placed + 16))).toBe(large + 30 + 'before'.length + 20 + 24);
  });
});
