import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { type Grant, isOverdue, reviewDueAt } from '#/domain/support/grants.ts';
import { change } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { closing, grantRows, officeGrants, officeRows } from '#/vault/grants.ts';
import type { OpenRecord } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

const service = 'service:support-clock';

/** A grant that was open leaves its lens and waits for its review; a request that nobody answered leaves nothing. */
async function expire(vault: Vault, grant: OpenRecord<typeof supportGrant>): Promise<void> {
  const { personId, state } = grant.values;
  const rows = await getTogether(vault.tables, grantRows(personId));
  const wasOpen = state === 'approved';
  const { removes, destroyed } = wasOpen ? closing(rows, personId) : { removes: [], destroyed: [] };
  await saveErrand(
    vault,
    { service, name: supportGrant.name, purposes: ['security'], personId },
    {
      records: [change(grant, { state: 'expired', endedAt: grant.values.expiresAt ?? vault.now() })],
      removes: [...removes, ...(wasOpen ? [] : officeRows(grant))],
      event: {
        type: 'grant.expired',
        subjectId: personId,
        resourceId: grant.ids.grantId,
        ...(destroyed.length > 0 ? { rows: destroyed } : {}),
      },
    },
  ).catch((cause: unknown) => {
    // Somebody ended or answered it at the same moment: the next run looks again.
    if (!(cause instanceof WriteRefused)) throw cause;
  });
}

/** Ends every grant whose time is over; answers how many wait for their review longer than they may. */
export async function endOverdue(vault: Vault): Promise<number> {
  const now = vault.now();
  let late = 0;
  for await (const grant of officeGrants(vault)) {
    const values: Grant = grant.values;
    if (isOverdue(values, now)) await expire(vault, grant);
    if ((reviewDueAt(values) ?? Number.POSITIVE_INFINITY) <= now) late += 1;
  }
  return late;
}
