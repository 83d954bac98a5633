import { statisticsRelease } from '#/domain/data-map/entities/statistics.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import { monthAfter } from '#/domain/statistics/months.ts';
import { refOf, toRow } from '#/vault/records.ts';
import { appendRow, getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';

export type Released = ValuesOf<typeof statisticsRelease>;

const monthsBack = statisticsRelease.retention.keep.months ?? 0;
/** A run that comes late finds months after its own. */
const monthsOn = 2;

/** The release that went before a month’s, or `done` where that month or a later one has been let out. */
export async function lastRelease(
  vault: Vault,
  organizationId: string,
  month: string,
): Promise<Released | 'none' | 'done'> {
  const back = Array.from({ length: monthsBack + monthsOn + 1 }, (_, index) => monthAfter(month, monthsOn - index));
  const refs = back.map((each) => refOf(statisticsRelease, { organizationId, month: each }));
  const rows = await getTogether(vault.tables, refs);
  for (const [index, ref] of refs.entries()) {
    const row = rows.get(ref);
    if (!row || (expiryOf(statisticsRelease, row) ?? 0) <= vault.now()) continue;
    return index <= monthsOn ? 'done' : (row.fields as Released);
  }
  return 'none';
}

/** Writes a month’s release, unless it stands: then another run was faster, and its figures are the ones. */
export async function writeRelease(
  vault: Vault,
  { organizationId, month }: { readonly organizationId: string; readonly month: string },
  values: Released,
): Promise<void> {
  const at = vault.now();
  const record = { entity: statisticsRelease, ids: { organizationId, month }, subject: organizationId, values };
  const row = toRow(vault.instance, { ...record, version: 1, createdAt: at, updatedAt: at }, undefined);
  await appendRow(vault.tables, statisticsRelease.store, row);
}
