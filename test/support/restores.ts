import { type StoreName, storeNames } from '#/domain/data-map/stores.ts';
import type { RawTables, StoredRow } from '#/test/vault/raw-tables.ts';

/** Tables that a backup holds; the others start empty after a disaster, or are as they were. */
const copied: readonly StoreName[] = storeNames.filter((store) => store !== 'activity');

/** A copy of the tables, as a backup has it. */
export const givenBackup = async (tables: RawTables): Promise<readonly StoredRow[]> =>
  (await Promise.all(copied.map((store) => tables.scan(store)))).flat();

/** The tables are as they were when the copy was made: what came since is gone, what went is back. */
export async function givenRestored(tables: RawTables, backup: readonly StoredRow[]): Promise<void> {
  const present = await givenBackup(tables);
  const lots = Array.from({ length: Math.ceil(present.length / 100) }, (_, lot) =>
    present.slice(lot * 100, lot * 100 + 100),
  );
  for (const lot of lots) await tables.remove(...lot);
  for (let from = 0; from < backup.length; from += 20) {
    await Promise.all(backup.slice(from, from + 20).map((row) => tables.put(row)));
  }
}
