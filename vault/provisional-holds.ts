import { legalHold } from '#/domain/data-map/entities/holds.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { holdAfter, provisionalHours } from '#/domain/holds/moves.ts';
import { change, create } from './draft.ts';
import { holdsRow, personEpoch } from './epochs.ts';
import { holdsDraft } from './holds.ts';
import { fromRow, type OpenRecord, refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { putDraft, putEvent, putPointers, stillUnchanged } from './steps.ts';
import { WriteRefused, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

type Asked = Pick<ValuesOf<typeof legalHold>, 'personId' | 'authority' | 'personIsTold'> & {
  /** The response that places it, such as `service:response`. */
  readonly service: `service:${string}`;
};
const dayMs = 86_400_000;
const reviewDays = 14;

/**
 * Keeps the records of somebody whom an incident concerns, at once: it binds for 72 hours, and longer only if a second person
 * confirms it. Answers the hold’s id, or undefined when nothing of theirs is left to keep.
 */
export async function placeProvisionalHold(vault: Vault, { service, ...asked }: Asked): Promise<string | undefined> {
  const { personId } = asked;
  const [epoch, beside] = [personEpoch(personId), holdsRow(personId)];
  for (;;) {
    const rows = await getTogether(vault.tables, [epoch, beside]);
    const status = rows.get(epoch)?.fields.status;
    if (status === undefined || status === 'closed') return undefined;
    const at = vault.now();
    const holdId = vault.mintId('hold');
    const draft = create(legalHold, { holdId }, vault.instance, {
      ...asked,
      reason: 'incident_evidence',
      reviewAt: new Date(at + reviewDays * dayMs).toISOString().slice(0, 10),
      state: 'provisional',
      placedBy: service,
      lapsesAt: at + provisionalHours * 3_600_000,
    });
    const record = { ...draft, version: 1, createdAt: at, updatedAt: at };
    try {
      await writeTogether(vault.tables.dynamo, [
        putDraft(vault, draft, at),
        ...putPointers(vault, record, draft),
        putDraft(
          vault,
          holdsDraft(vault, personId, rows.get(beside), (known) => [...known, holdId]),
          at,
        ),
        stillUnchanged(vault, epoch, rows.get(epoch)),
        putEvent(vault, { type: 'hold.provisional', subjectId: personId, resourceId: holdId, actorId: service }, at),
      ]);
      return holdId;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}

/** A hold as it stands; undefined when there is none. */
export async function readHold(vault: Vault, holdId: string): Promise<OpenRecord<typeof legalHold> | undefined> {
  const ref = refOf(legalHold, { holdId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, legalHold, row, undefined);
}

/** Ends a provisional hold that nobody has confirmed: after its 72 hours, or before when its case lets go. Answers whether it did. */
export async function lapseHold(
  vault: Vault,
  service: `service:${string}`,
  holdId: string,
  move: 'lapse' | 'withdraw' = 'lapse',
): Promise<boolean> {
  for (;;) {
    const hold = await readHold(vault, holdId);
    if (!hold) return false;
    const at = vault.now();
    const after = holdAfter(hold.values, move, service, at);
    if ('refusal' in after) return false;
    const { personId } = hold.values;
    const beside = holdsRow(personId);
    const row = (await getTogether(vault.tables, [beside])).get(beside);
    const less = row ? [holdsDraft(vault, personId, row, (known) => known.filter((id) => id !== holdId))] : [];
    try {
      await writeTogether(vault.tables.dynamo, [
        ...[change(hold, after), ...less].map((draft) => putDraft(vault, draft, at)),
        putEvent(vault, { type: 'hold.released', subjectId: personId, resourceId: holdId, actorId: service }, at),
      ]);
      return true;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}
