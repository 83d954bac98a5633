import { heldKey } from '#/domain/data-map/entities/keys.ts';
import type { Errand } from './errand.ts';
import { readHolds } from './holds.ts';
import type { Row } from './rows.ts';
import { putEvent, removeRow } from './steps.ts';
import { rowsBelow } from './subject-rows.ts';
import { writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

/**
 * Destroys the keys of withdrawn purposes that a hold had kept, unless one still stands.
 * @throws WriteRefused when a hold came meanwhile
 */
export async function destroyHeldKeys(
  vault: Vault,
  { service, personId }: Errand,
  resourceId: string,
): Promise<number> {
  const holds = await readHolds(vault, [personId]);
  if (holds.isHeld(personId)) return 0;
  const keys: Row[] = [];
  const partition = { store: heldKey.store, pk: `subject#${personId}` };
  for await (const page of rowsBelow(vault, partition, 'held#')) keys.push(...page);
  if (keys.length === 0) return 0;
  const rows = keys.map(({ sk }) => `${sk}|${sk.slice('held#'.length)}`);
  await writeTogether(vault.tables.dynamo, [
    ...keys.map(({ pk, sk }) => removeRow(vault, { store: heldKey.store, pk, sk })),
    holds.unchanged(personId),
    putEvent(vault, { type: 'keys.destroyed', subjectId: personId, resourceId, actorId: service, rows }, vault.now()),
  ]);
  return keys.length;
}
