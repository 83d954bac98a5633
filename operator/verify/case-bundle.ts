import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Bundle, BundleFile } from '#/domain/incidents/evidence/bundle-faults.ts';
import { readBytes, textOf } from './read-text.ts';

function fileAt(path: string): BundleFile {
  const bytes = readBytes(path);
  const read = textOf(bytes);
  return {
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    text: 'text' in read ? read.text : undefined,
  };
}

/**
 * The bundle of a case as it lies in a folder: everything in it, by its name with slashes. A link counts as the file that it
 * leads to.
 * @throws UnusableFile for a file that cannot be read
 */
export function readBundle(folder: string): Bundle {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return new Map(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join('/'), fileAt(path)] as const;
    }),
  );
}
