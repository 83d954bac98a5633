import { approval } from '#/domain/data-map/entities/incidents.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { change, create } from '#/vault/draft.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

export type Approval = OpenRecord<typeof approval>;
type Values = ValuesOf<typeof approval>;
type Ids = { readonly incidentId: string; readonly approvalId: string };

/** A question as it stands; undefined when there is none of that id. */
export async function readApproval(vault: Vault, ids: Ids): Promise<Approval | undefined> {
  const ref = refOf(approval, ids);
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, approval, row, undefined);
}

/** Asks. Repeated, the question stays the same but for how the waiting run is told: an earlier way may be gone. */
export async function openApproval(
  vault: Vault,
  ids: Ids,
  asked: Omit<Values, 'askedAt' | 'state' | 'answers'>,
): Promise<void> {
  for (;;) {
    const known = await readApproval(vault, ids);
    const at = vault.now();
    const draft = known
      ? change(known, { callbackId: asked.callbackId })
      : create(approval, ids, vault.instance, { ...asked, askedAt: at, state: 'open', answers: [] });
    try {
      await writeTogether(vault.tables.dynamo, [putDraft(vault, draft, at)]);
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}

/**
 * Changes an open question by what `next` makes of it. Answers it as it stands then; undefined from `next` leaves it.
 */
export async function changeApproval(
  vault: Vault,
  ids: Ids,
  next: (values: Values) => Partial<Values> | undefined,
): Promise<Approval | undefined> {
  for (;;) {
    const known = await readApproval(vault, ids);
    const changes = known && next(known.values);
    if (!known || !changes) return known;
    const draft = change(known, changes);
    const at = vault.now();
    try {
      await writeTogether(vault.tables.dynamo, [putDraft(vault, draft, at)]);
      return { ...known, values: draft.values, version: known.version + 1, updatedAt: at };
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}

/** How many questions of a case still wait for an answer. */
export async function openQuestions(vault: Vault, incidentId: string): Promise<number> {
  const { pk } = refOf(approval, { incidentId, approvalId: 'any' });
  let open = 0;
  for await (const page of rowsBelow(vault, { store: approval.store, pk }, 'approval#'))
    open += page.filter(({ fields }) => fields.state === 'open').length;
  return open;
}
