import { entities } from '#/domain/data-map/map.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import type { FoundRow } from '#/vault/errand.ts';
import { engagementsAbout, partitionsAbout, rowFound, rowsBelow, rowsPointedTo } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

/** Whether anything is collected for this purpose in a store; the others need not be looked at. */
const storesOf = (purpose: Purpose): ReadonlySet<string> =>
  new Set(entities.filter((entity) => entity.purpose === purpose).map(({ store }) => store));

/**
 * Every record that was collected for a purpose and is about the person, or that stands under the person because they take
 * part in it: a coach's withdrawal ends a recording as the client's does.
 */
export async function* collectedFor(vault: Vault, personId: string, purpose: Purpose): AsyncGenerator<FoundRow> {
  const stores = storesOf(purpose);
  const partitions = partitionsAbout(personId, await engagementsAbout(vault, personId));
  for (const partition of partitions.filter(({ store }) => stores.has(store))) {
    for await (const rows of rowsBelow(vault, partition)) {
      const found = rows.flatMap((row) => rowFound(row) ?? []);
      yield* found.filter(({ entity }) => entity.purpose === purpose);
      for (const pointed of await rowsPointedTo(vault, rows)) if (pointed.entity.purpose === purpose) yield pointed;
    }
  }
}
