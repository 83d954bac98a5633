import { engagement } from '#/domain/data-map/entities/directory.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { keyRow } from './epochs.ts';
import { type Errand, openRows } from './errand.ts';
import { type OpenRecord, refOf } from './records.ts';
import { getTogether, type Row, type RowRef } from './rows.ts';
import { keyStillThere, putPointers, putRecord, stillUnchanged } from './steps.ts';
import { WriteRefused, writeTogether } from './transaction.ts';
import { deleteAfter, type EngagementRecord, isErased, readyKey } from './unseal.ts';
import type { Vault } from './vault.ts';

/** Records of one entity on their way back, for the person of an errand. */
export type Returning = { readonly vault: Vault; readonly errand: Errand; readonly entity: Entity };

/** Records of one engagement that are missing here, and the engagement as it was read with them. */
type Missing = { readonly records: readonly OpenRecord[]; readonly ref: RowRef; readonly row: Row };

const engagementIn = ({ ids }: OpenRecord): string => (ids as Readonly<Record<string, string>>).engagementId ?? '';
const placeOf = ({ entity, ids }: OpenRecord): RowRef => refOf(entity, ids);

async function openEngagement({ vault, errand }: Returning, row: Row): Promise<EngagementRecord | undefined> {
  const [found] = await openRows(vault, errand, [{ entity: engagement, row }]);
  return found && !isErased(found) ? (found as OpenRecord as EngagementRecord) : undefined;
}

/** What is missing of one engagement's records; nothing when the engagement is gone, or their time is over. */
async function missingIn(
  returning: Returning,
  engagementId: string,
  records: readonly OpenRecord[],
): Promise<Missing[]> {
  const { vault, errand } = returning;
  const ref = refOf(engagement, { engagementId });
  const rows = await getTogether(vault.tables, [ref, ...records.map(placeOf)]);
  const row = rows.get(ref);
  const absent = records.filter((record) => !rows.get(placeOf(record)));
  if (row?.subject !== errand.personId || absent.length === 0) return [];
  const around = await openEngagement(returning, row);
  if (!around) return [];
  const inTime = absent.filter((record) => (deleteAfter(record, around) ?? Number.POSITIVE_INFINITY) > vault.now());
  return inTime.length > 0 ? [{ records: inTime, ref, row }] : [];
}

async function missingOf(returning: Returning, records: readonly OpenRecord[]): Promise<Missing[]> {
  const byEngagement = [...Map.groupBy(records, engagementIn)];
  return (await Promise.all(byEngagement.map(([id, some]) => missingIn(returning, id, some)))).flat();
}

/** How many of these records are missing here and would come back. */
export async function countMissing(returning: Returning, records: readonly OpenRecord[]): Promise<number> {
  return (await missingOf(returning, records)).reduce((sum, one) => sum + one.records.length, 0);
}

/** Writes records that are not there, under the key that stands now. False when the key is gone: then nobody may. */
async function put({ vault, errand, entity }: Returning, { records, ref, row }: Missing): Promise<boolean> {
  const { purpose } = entity;
  const keyRef = keyRow(errand.personId, purpose);
  const key = await readyKey(vault, await getTogether(vault.tables, [keyRef]), { row: keyRef, purpose });
  if (!key) return false;
  await writeTogether(vault.tables.dynamo, [
    ...records.flatMap((record) => [putRecord(vault, record, record, key), ...putPointers(vault, record, record)]),
    keyStillThere(vault, { row: keyRef, keyId: key.keyId }, 'key'),
    stillUnchanged(vault, ref, row),
  ]);
  return true;
}

const attempts = 5;

/**
 * Brings back those of the records that are missing, as they were: ids, versions and times. What is there is left alone, and
 * so this can be repeated. At most 20 records at once; they stand or fall together.
 * @throws WriteRefused when others are faster again and again
 */
export async function restoreMissing(returning: Returning, records: readonly OpenRecord[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      for (const one of await missingOf(returning, records)) await put(returning, one);
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt === attempts) throw cause;
    }
  }
}
