import { subjectHolds } from '#/domain/data-map/entities/keys.ts';
import { change, create, type Draft } from './draft.ts';
import { holdsRow } from './epochs.ts';
import { fromRow } from './records.ts';
import { getTogether, type Row, type RowRef, type Rows } from './rows.ts';
import { stillUnchanged } from './steps.ts';
import type { Step } from './transaction.ts';
import type { Vault } from './vault.ts';

/** The holds in force on somebody, as the row beside their keys says it. */
export const holdIdsIn = (row: Row | undefined): readonly string[] => (row?.fields.holdIds ?? []) as string[];

/** Whose records are kept by a hold at this moment, and the condition that it stays so until a write lands. */
export type Holds = {
  isHeld(subjectId: string): boolean;
  /** The write it goes into is refused when a hold came or went since this was read. */
  unchanged(subjectId: string): Step;
};

export async function readHolds(vault: Vault, subjectIds: Iterable<string>): Promise<Holds> {
  const refs = new Map([...new Set(subjectIds)].map((subjectId) => [subjectId, holdsRow(subjectId)]));
  const rows: Rows = await getTogether(vault.tables, [...refs.values()]);
  const rowOf = (subjectId: string): Row | undefined => {
    const ref = refs.get(subjectId);
    if (!ref) throw new TypeError('The holds of somebody were asked for who was not read.');
    return rows.get(ref);
  };
  return {
    isHeld: (subjectId) => holdIdsIn(rowOf(subjectId)).length > 0,
    unchanged: (subjectId) => stillUnchanged(vault, refs.get(subjectId) as RowRef, rowOf(subjectId)),
  };
}

/** The next version of the row that says which holds bind somebody; `row` is the one that was read. */
export function holdsDraft(
  vault: Vault,
  personId: string,
  row: Row | undefined,
  next: (holdIds: readonly string[]) => readonly string[],
): Draft<typeof subjectHolds> {
  const holdIds = [...new Set(next(holdIdsIn(row)))];
  return row
    ? change(fromRow(vault.instance, subjectHolds, row, undefined), { holdIds })
    : create(subjectHolds, { subjectId: personId }, personId, { holdIds });
}
