import { accessLogEntry } from '#/domain/data-map/entities/safeguards.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { toRow } from './records.ts';
import { appendRow } from './rows.ts';
import type { Vault } from './vault.ts';
import type { Visit } from './visit.ts';

/** `note:eu.note_01J...` for one record, `note:*` for a list. Ids only: what a log holds can never be sealed again. */
export type LoggedRecord = `${string}:${string}`;

type Entry = {
  readonly subjectId: string;
  readonly outcome: 'opened' | 'refused';
  readonly role: string;
  readonly purpose: Purpose;
  readonly records: readonly LoggedRecord[];
  readonly reason?: string | undefined;
};

/**
 * Adds an entry to the log of the person whose record it is. Nothing is released before this has answered, and a
 * failure fails the request.
 */
export async function logAccess(vault: Vault, visit: Visit, entry: Entry): Promise<void> {
  const at = vault.now();
  const { subjectId, outcome, role, purpose, records, reason } = entry;
  const row = toRow(
    vault.instance,
    {
      entity: accessLogEntry,
      // Sorted by time; the random part keeps two entries of one millisecond apart.
      ids: { subjectId, entryId: vault.mintId('access') },
      subject: subjectId,
      version: 1,
      createdAt: at,
      updatedAt: at,
      values: {
        outcome,
        actorId: visit.actor ?? visit.caller.personId,
        role,
        purpose,
        route: visit.routeName,
        records: [...records],
        reason,
        at,
      },
    },
    undefined,
  );
  await appendRow(vault.tables, accessLogEntry.store, row);
}
