import { holdsRow } from '#/vault/epochs.ts';
import type { FoundRow } from '#/vault/errand.ts';
import { idsIn } from '#/vault/records.ts';
import { removeRecord } from '#/vault/removal.ts';
import { getTogether } from '#/vault/rows.ts';
import { removeObject } from '#/vault/sealed-objects.ts';
import type { Vault } from '#/vault/vault.ts';

async function isHeld(vault: Vault, personId: string): Promise<boolean> {
  const ref = holdsRow(personId);
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return ((row?.fields.holdIds ?? []) as string[]).length > 0;
}

/** The bytes go before the row that names them: a crash between leaves a row that is found again. */
async function deleteOne(vault: Vault, found: FoundRow): Promise<number> {
  const { entity, row } = found;
  const ownId = Object.values(idsIn(entity.key, row)).at(-1) ?? '';
  const objects = entity.objects ? await removeObject(vault, entity.objects.bucket, ownId) : 0;
  await removeRecord(vault, found);
  return objects;
}

/** Deletes all of it, unless a hold keeps it. Repeating it finds less and does no harm. */
export async function deleteFound(vault: Vault, personId: string, rows: AsyncIterable<FoundRow>) {
  const counts = { records: 0, objects: 0, held: 0 };
  const held = await isHeld(vault, personId);
  for await (const found of rows) {
    if (held) {
      counts.held += 1;
      continue;
    }
    counts.objects += await deleteOne(vault, found);
    counts.records += 1;
  }
  return counts;
}
