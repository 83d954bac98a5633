import { Problem } from '#/domain/api/problems.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { shareOf } from '#/domain/integrations/shareable.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import type { Saved } from '#/vault/commit.ts';
import { type Errand, openRows } from '#/vault/errand.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether, type Row } from '#/vault/rows.ts';
import { type EngagementRecord, isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';

/** A record that something happened to, with the engagement that it belongs to. */
export type Happened = { readonly record: Saved; readonly around: EngagementRecord };

/** What says that the person does not share (any more), in place of a record. */
const isRefusal = (cause: unknown): boolean =>
  cause instanceof Problem && (cause.type === 'consent-required' || cause.type === 'processing-restricted');

/**
 * Opens the record of an event through the lens of the errand’s purpose; undefined when consent, key or record is not
 * there any more.
 */
export async function openHappened(
  vault: Vault,
  errand: Errand,
  { type, engagementId = '', resourceId }: JobEvent,
): Promise<Happened | undefined> {
  const share = shareOf(type);
  if (!share || engagementId === '') return undefined;
  const { entity, id } = share;
  const refs = {
    around: refOf(engagement, { engagementId }),
    record: refOf(entity, { engagementId, [id]: resourceId }),
  };
  const rows = await getTogether(vault.tables, Object.values(refs));
  const open = async (of: typeof entity, row: Row | undefined, around?: EngagementRecord) => {
    const [found] = row ? await openRows(vault, errand, [{ entity: of, row }], around) : [];
    return found && !isErased(found) ? found : undefined;
  };
  try {
    const around = (await open(engagement, rows.get(refs.around))) as EngagementRecord | undefined;
    const record = around && (await open(entity, rows.get(refs.record), around));
    return record && around ? { record, around } : undefined;
  } catch (cause) {
    if (isRefusal(cause)) return undefined;
    throw cause;
  }
}
