import { engagement } from '#/domain/data-map/entities/directory.ts';
import { logAccess } from './access-log.ts';
import { change } from './draft.ts';
import { keyRow } from './epochs.ts';
import { type Errand, visitOf } from './errand.ts';
import { saveErrand } from './errand-write.ts';
import { fromRow, refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { WriteRefused } from './transaction.ts';
import { readyKey } from './unseal.ts';
import type { Vault } from './vault.ts';

/** The engagement of the errand’s person, opened to be ended; undefined when it is gone, erased or ended already. */
async function openToEnd(vault: Vault, errand: Errand, engagementId: string) {
  const ref = refOf(engagement, { engagementId });
  const key = keyRow(errand.personId, engagement.purpose);
  const [rows] = await Promise.all([
    getTogether(vault.tables, [ref, key]),
    logAccess(vault, visitOf(errand), {
      subjectId: errand.personId,
      outcome: 'opened',
      role: 'service',
      purpose: engagement.purpose,
      records: [`engagement:${engagementId}`],
    }),
  ]);
  const row = rows.get(ref);
  const ready = row && (await readyKey(vault, rows, { row: key, purpose: engagement.purpose }));
  if (!row || !ready || ready.keyId !== row.keyId || row.fields.status === 'ended') return undefined;
  return fromRow(vault.instance, engagement, row, ready);
}

/**
 * Ends an engagement that nobody can end any more as people do: its coach’s account was erased, or a restored table has
 * forgotten that it ended. It opens no door of the instance, so it works while that is closed. May be repeated.
 */
export async function endEngagement(vault: Vault, errand: Errand, engagementId: string, at: number): Promise<boolean> {
  for (;;) {
    const record = await openToEnd(vault, errand, engagementId);
    if (!record) return false;
    const ended = change(record, { status: 'ended', endedAt: new Date(at).toISOString() });
    const event = { type: 'engagement.ended', subjectId: errand.personId, resourceId: engagementId };
    try {
      await saveErrand(vault, errand, { records: [ended], event });
      return true;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}
