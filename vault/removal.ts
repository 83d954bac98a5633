import type { Entity } from '#/domain/data-map/entity.ts';
import type { FoundRow } from './errand.ts';
import { idsIn, pointerRows } from './records.ts';
import type { Row, RowRef } from './rows.ts';
import { removeRow } from './steps.ts';
import { writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

/** The rows that let a record be found from another side. Their ids stand readable in the record’s own row. */
const pointersOf = (entity: Entity, row: Row): RowRef[] =>
  pointerRows(entity, { ...row.fields, ...idsIn(entity.key, row) });

/** Deletes a record with its pointers, in one transaction. Deleting what is gone already is no error. */
export async function removeRecord(vault: Vault, { entity, row }: FoundRow): Promise<void> {
  const own: RowRef = { store: entity.store, pk: row.pk, sk: row.sk };
  const steps = [own, ...pointersOf(entity, row)].map((ref) => removeRow(vault, ref));
  await writeTogether(vault.tables.dynamo, steps);
}
