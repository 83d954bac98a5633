import type { Entity } from '#/domain/data-map/entity.ts';
import { copySchema, idNames } from '#/domain/rights/copy/contents.ts';
import type { OpenRecord } from '#/vault/records.ts';
import { countMissing, type Returning, restoreMissing } from '#/vault/restore.ts';
import { type Restorable, restorableIn } from './check.ts';
import type { Importing } from './job.ts';
import { recordsIn } from './lines.ts';
import { openUpload } from './upload.ts';

/** What stands or falls together. */
const batchSize = 20;

/** A record as it was, from the form that copies have. */
function recordOf(entity: Entity, personId: string, copied: unknown): OpenRecord {
  const { version, createdAt, updatedAt, ...rest } = copySchema(entity).parse(copied) as Readonly<
    Record<string, unknown>
  >;
  const picked = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (name in rest ? [[name, rest[name]]] : [])));
  return {
    entity,
    ids: picked(idNames(entity)) as Readonly<Record<string, string>>,
    subject: personId,
    version: Number(version),
    createdAt: Date.parse(String(createdAt)),
    updatedAt: Date.parse(String(updatedAt)),
    values: picked(Object.keys(entity.fields)) as OpenRecord['values'],
  };
}

/** The records of a file, some at a time. The upload was checked; it cannot have changed since. */
async function* batches(
  { vault, importId, personId }: Importing,
  name: string,
  entity: Entity,
): AsyncGenerator<OpenRecord[]> {
  const upload = await openUpload(vault, importId);
  const entry = typeof upload === 'string' ? undefined : upload.entries.get(name);
  if (typeof upload === 'string' || !entry) throw new Error('An upload is gone while it is being taken.');
  let batch: OpenRecord[] = [];
  for await (const record of recordsIn(await upload.zip.openReadStreamPromise(entry))) {
    batch.push(recordOf(entity, personId, record));
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function returningOf({ vault, errand }: Importing, name: string): Returning {
  const entity = restorableIn(name);
  if (!entity) throw new TypeError(`Nothing of ${name} can come back.`);
  return { vault, errand, entity };
}

/** A file with how many records it has, and how many of them are missing here. */
export type Counted = Restorable & { readonly found: number; readonly missing: number };

export async function countFiles(importing: Importing, files: readonly Restorable[]): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const file of files) {
    const returning = returningOf(importing, file.name);
    let [found, missing] = [0, 0];
    for await (const records of batches(importing, file.name, returning.entity)) {
      found += records.length;
      missing += await countMissing(returning, records);
    }
    counted.push({ ...file, found, missing });
  }
  return counted;
}

/** Brings back what is missing of a file. Repeated, it finds less to do. */
export async function restoreFile(importing: Importing, { name }: Restorable): Promise<void> {
  const returning = returningOf(importing, name);
  for await (const records of batches(importing, name, returning.entity)) await restoreMissing(returning, records);
}
