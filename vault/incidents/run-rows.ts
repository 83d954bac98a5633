import { incident, incidentRun } from '#/domain/data-map/entities/incidents.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { listRows } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';

/** The run that was asked for last; undefined when there was none. */
export async function newestRun(vault: Vault, incidentId: string): Promise<OpenRecord<typeof incidentRun> | undefined> {
  const { pk } = refOf(incident, { incidentId });
  const { rows } = await listRows(vault.tables, { store: incidentRun.store, pk, prefix: 'run#', limit: 1 });
  return rows[0] && fromRow(vault.instance, incidentRun, rows[0], undefined);
}
