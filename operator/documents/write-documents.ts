import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Area } from '#/domain/api/area.ts';
import type { TransparencyCounts } from '#/domain/documents/transparency-report.ts';
import { type Instance, instances } from '#/lib/instances.ts';
import { UnusableFile } from '#/operator/verify/read-text.ts';
import { documentFiles, factsOf, isDocumentFile } from './document-files.ts';

type Order = {
  readonly folder: string;
  /** Whose documents; each instance gets a folder of its own in the folder. */
  readonly of: readonly Instance[];
  readonly areas: readonly Area[];
  readonly counts?: TransparencyCounts | undefined;
};

/**
 * Writes every document, and answers the paths. The same tables give the same bytes, so a second run changes nothing.
 * @throws UnusableFile when the folder cannot be written, or holds anything that is not a document of ours
 */
export function writeDocuments({ folder, of, areas, counts }: Order): string[] {
  const made = of.map((instance) => ({ id: instance.id, files: documentFiles(factsOf(instance, areas), counts) }));
  refuseForeign(folder, made[0]?.files ?? new Map());
  return made.flatMap(({ id, files }) => {
    attempt(folder, () => mkdirSync(join(folder, id), { recursive: true }));
    return [...files].map(([name, text]) => {
      const path = join(folder, id, name);
      attempt(path, () => writeFileSync(path, text));
      return path;
    });
  });
}

/** Documents have the same names in every instance, so those of one tell which files are ours. */
function refuseForeign(folder: string, files: ReadonlyMap<string, string>): void {
  const foreign = filesIn(folder).filter((path) => {
    const [id = '', name = '', ...deeper] = path.split(/[\\/]/);
    return deeper.length > 0 || !Object.hasOwn(instances, id) || !isDocumentFile(name, files);
  });
  if (foreign.length === 0) return;
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
  throw new UnusableFile(
    `${folder} holds files that are no documents of ours: ${foreign.slice(0, 3).join(', ')}${more}. Name an empty or a new folder.`,
  );
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw unusable(folder, cause);
  }
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw unusable(path, cause);
  }
}

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? '';
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written',
  EROFS: 'it may not be written',
  EEXIST: 'it is a file, or stands in one',
  ENOTDIR: 'it is a file, or stands in one',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
};
const unusable = (path: string, cause: unknown): UnusableFile =>
  new UnusableFile(`${path} cannot be written: ${reasons[codeOf(cause)] ?? codeOf(cause)}.`, { cause });
