import { createHash } from 'node:crypto';
import type { Entry } from 'yauzl';
import { Problem } from '#/domain/api/problems.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import { instanceOf } from '#/domain/ids.ts';
import { copySchema } from '#/domain/rights/copy/contents.ts';
import { type Fault, type ImportFault, reported } from '#/domain/rights/copy/faults.ts';
import { recordsIn as entityIn, manifestName } from '#/domain/rights/copy/names.ts';
import { isRestorable } from '#/domain/rights/copy/restorable.ts';
import { engagementsAbout } from '#/vault/subject-rows.ts';
import type { Importing } from './job.ts';
import { OddForm, recordsIn } from './lines.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { openUpload, type Upload } from './upload.ts';

/** A file whose records can come back. */
export type Restorable = { readonly name: string; readonly entity: string };
export type Checked = { readonly faults: readonly Fault[]; readonly files: readonly Restorable[] };

const faultsAtMost = 50;

export const restorableIn = (name: string): Entity | undefined =>
  entities.find((entity) => entity.name === entityIn(name) && isRestorable(entity));

const fault = (name: string, reason: ImportFault, record?: number): Fault => ({
  file: reported(name),
  reason,
  ...(record === undefined ? {} : { record }),
});
const refused = (...faults: Fault[]): Checked => ({ faults, files: [] });

/** The list of files, as the manifest and the ZIP have it. */
function listFaults({ entries }: Upload, { parts }: Manifest): Fault[] {
  const listed = new Map(parts.map((part) => [part.name, part]));
  const missing = parts.filter(({ name }) => !entries.has(name)).map(({ name }) => fault(name, 'missing'));
  const others = [...entries.keys()].filter((name) => name !== manifestName && !listed.has(name));
  return [...missing, ...others.map((name) => fault(name, 'unlisted'))];
}

type Part = Manifest['parts'][number];
type Judge = { readonly entity: Entity; readonly engagementIds: ReadonlySet<string>; readonly instance: string };

/** Why a record cannot be one of this person's here. */
function recordFault({ entity, engagementIds, instance }: Judge, record: unknown): ImportFault | undefined {
  const parsed = copySchema(entity).safeParse(record);
  if (!parsed.success) return 'wrong_form';
  const values = Object.entries(parsed.data as Readonly<Record<string, unknown>>);
  const isForeign = values.some(([name, value]) => {
    const home = typeof value === 'string' && name.endsWith('Id') ? instanceOf(value) : undefined;
    return home !== undefined && home !== instance;
  });
  const { engagementId } = parsed.data as { readonly engagementId?: string };
  return isForeign || !engagementIds.has(engagementId ?? '') ? 'foreign_id' : undefined;
}

/**
 * Reads a file to its end: is it what was signed, and is every record in it one of this person's? Only what has the signed
 * size is unpacked, and the reader stops at that: a bomb is no more than a wrong file.
 */
async function fileFaults({ zip }: Upload, entry: Entry, part: Part, judge: Judge | undefined): Promise<Fault[]> {
  const { name, sha256, bytes } = part;
  if (entry.uncompressedSize !== bytes) return [fault(name, 'wrong_hash')];
  const hash = createHash('sha256');
  const content = await zip.openReadStreamPromise(entry);
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const faults: Fault[] = [];
  if (judge) {
    let number = 0;
    for await (const record of recordsIn(hashed())) {
      number += 1;
      const reason = faults.length < faultsAtMost ? recordFault(judge, record) : undefined;
      if (reason) faults.push(fault(name, reason, number));
    }
  } else for await (const _ of hashed());
  return hash.digest('hex') === sha256 ? faults : [fault(name, 'wrong_hash')];
}

/** A file that the reader stumbles over is not the one that was signed. */
const asFault =
  (name: string) =>
  (cause: unknown): Fault[] => {
    if (cause instanceof OddForm) return [fault(name, 'wrong_hash')];
    if (cause instanceof Problem) throw cause;
    return [fault(name, 'wrong_hash')];
  };

/** Checks an upload as a whole, before anything of it is taken. */
export async function checkUpload(importing: Importing): Promise<Checked> {
  const upload = await openUpload(importing.vault, importing.importId);
  if (typeof upload === 'string') return refused(fault('upload', upload));
  const manifest = await readManifest(importing, upload);
  if (typeof manifest === 'string') return refused(fault(manifestName, manifest));
  const faults = listFaults(upload, manifest);
  const engagementIds = new Set(await engagementsAbout(importing.vault, importing.personId));
  for (const part of manifest.parts) {
    const entry = upload.entries.get(part.name);
    const entity = restorableIn(part.name);
    const judge = entity && { entity, engagementIds, instance: importing.vault.instance };
    if (entry) faults.push(...(await fileFaults(upload, entry, part, judge).catch(asFault(part.name))));
    if (faults.length >= faultsAtMost) break;
  }
  if (faults.length > 0) return refused(...faults.slice(0, faultsAtMost));
  const files = manifest.parts.flatMap(({ name }) => {
    const entity = restorableIn(name)?.name;
    return entity ? [{ name, entity }] : [];
  });
  return { faults: [], files };
}
