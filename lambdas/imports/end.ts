import { copyImport } from '#/domain/data-map/entities/rights.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { change } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { fromRow, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { removeObject } from '#/vault/sealed-objects.ts';
import type { Importing } from './job.ts';

type Outcome = Pick<ValuesOf<typeof copyImport>, 'faults' | 'restored'>;

/** Says how an import ended, and deletes what was uploaded. Repeated, it finds that done. */
export async function endImport({ vault, errand, personId, importId }: Importing, outcome: Outcome): Promise<void> {
  const ref = refOf(copyImport, { personId, importId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  const state = outcome.faults.length > 0 ? 'refused' : 'completed';
  if (row?.fields.state === 'checking') {
    const record = fromRow(vault.instance, copyImport, row, undefined);
    const ended = change(record, { ...outcome, state, closedAt: vault.now() });
    await saveErrand(vault, errand, {
      records: [ended],
      event: { type: `import.${state}`, subjectId: personId, resourceId: importId },
    });
  }
  await removeObject(vault, 'exports', importId);
}
