import type { Belonging } from './belongings.ts';
import { getTogether, type RowRef, rowName } from './rows.ts';
import { countObjects, removeObject } from './sealed-objects.ts';
import { removeRow } from './steps.ts';
import { type Step, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

/** DynamoDB takes a hundred writes at once. */
const stepsAtMost = 100;

/** What was deleted, but stood there when it was read again. */
class StillThere extends Error {
  constructor() {
    super('A row or an object was deleted and is still there.');
    this.name = 'StillThere';
  }
}

const distinct = (rows: readonly RowRef[]): RowRef[] => [...new Map(rows.map((ref) => [rowName(ref), ref])).values()];

/** Splits into lots whose steps fit into one transaction each; what goes as one stays in one lot. */
function lotsOf(all: readonly Belonging[], stepsEach: number, beside: number): Belonging[][] {
  const lots: Belonging[][] = [];
  let room = 0;
  for (const one of all) {
    const takes = one.rows.length + stepsEach;
    if (takes > room) {
      lots.push([]);
      room = stepsAtMost - beside;
    }
    lots.at(-1)?.push(one);
    room -= takes;
  }
  return lots;
}

/** The bytes go before the row that names them: a crash between leaves a row that is found again. */
async function removeObjects(vault: Vault, lot: readonly Belonging[]): Promise<number> {
  let count = 0;
  for (const { objects } of lot) {
    if (!objects) continue;
    count += await removeObject(vault, objects.bucket, objects.objectId);
    if ((await countObjects(vault, objects.bucket, objects.objectId)) > 0) throw new StillThere();
  }
  return count;
}

async function requireGone(vault: Vault, refs: readonly RowRef[]): Promise<void> {
  const rows = await getTogether(vault.tables, refs);
  if (refs.some((ref) => rows.get(ref))) throw new StillThere();
}

export type Deleted = { readonly records: number; readonly objects: number };
type Along = {
  /** Conditions that every transaction stands on, such as that no hold has come meanwhile. */
  readonly conditions?: readonly Step[];
  /** What each one leaves behind, such as its event. */
  readonly event?: (one: Belonging) => Step;
};

/**
 * Deletes for good, a hundred rows in a transaction, and reads each of them back. Deleting what is gone already is no error.
 * @throws WriteRefused when a condition does not hold any more; StillThere
 */
export async function deleteAll(
  vault: Vault,
  all: readonly Belonging[],
  { conditions = [], event }: Along = {},
): Promise<Deleted> {
  let objects = 0;
  for (const lot of lotsOf(all, event ? 1 : 0, conditions.length)) {
    const rows = distinct(lot.flatMap((one) => one.rows));
    objects += await removeObjects(vault, lot);
    const events = event ? lot.map(event) : [];
    const steps = [...rows.map((ref) => removeRow(vault, ref)), ...conditions, ...events];
    await writeTogether(vault.tables.dynamo, steps);
    await requireGone(vault, rows);
  }
  return { records: all.length, objects };
}
