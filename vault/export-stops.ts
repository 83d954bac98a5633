import { Problem } from '#/domain/api/problems.ts';
import type { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { personEpoch } from './epochs.ts';
import { getTogether, type RowRef, type Rows } from './rows.ts';
import { isOff, switchRow } from './switch-rows.ts';
import type { Vault } from './vault.ts';

type Epoch = ValuesOf<typeof sessionEpoch>;

/** Who can be stopped from taking copies away, for one person: they alone, their organisations, or everybody. */
const scopesOf = ({ instance }: Vault, personId: string, organizationIds: readonly string[]): string[] => [
  personId,
  ...organizationIds,
  instance,
];

/** The rows to read along where a copy is about to be handed out. */
export const exportStopRows = (vault: Vault, personId: string, organizationIds: readonly string[]): RowRef[] =>
  scopesOf(vault, personId, organizationIds).map((scope) => switchRow('exports', scope));

/** @throws Problem `unavailable` while a response hands out no copies to this person */
export function requireExports(vault: Vault, rows: Rows, personId: string, organizationIds: readonly string[]): void {
  const isStopped = scopesOf(vault, personId, organizationIds).some((scope) => isOff(rows, 'exports', scope));
  if (isStopped)
    throw new Problem('unavailable', {
      retryAfter: 3_600,
      detail: 'No copies are handed out at the moment. Nothing is lost: ask again later.',
    });
}

/** Whether no copy may be made for this person at this moment. */
export async function areExportsStopped(vault: Vault, personId: string): Promise<boolean> {
  const own = personEpoch(personId);
  const epoch = (await getTogether(vault.tables, [own])).get(own)?.fields as Epoch | undefined;
  const organizationIds = epoch?.organizationIds ?? [];
  const rows = await getTogether(vault.tables, exportStopRows(vault, personId, organizationIds));
  return scopesOf(vault, personId, organizationIds).some((scope) => isOff(rows, 'exports', scope));
}
