import { Problem } from '#/domain/api/problems.ts';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { change, type Draft, type Happening } from '#/vault/draft.ts';
import { fromRow } from '#/vault/records.ts';
import { getTogether, type RowRef, type Rows } from '#/vault/rows.ts';
import { putDraft, putEvent } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { epochsOf } from './standing.ts';

type Epoch = ValuesOf<typeof sessionEpoch>;

/** What changes in every copy of a scope’s epoch, and what is read and written with it. */
type EpochChange = {
  readonly next: (epoch: Epoch) => Partial<Epoch>;
  readonly event: Happening & { readonly actorId: string };
  readonly along?: { readonly reads: readonly RowRef[]; readonly drafts: (rows: Rows) => readonly Draft[] };
};

const attempts = 10;

/**
 * Changes all copies of a scope’s epoch in one transaction: whoever comes next meets it, whichever copy they read.
 * @throws Problem `not-found` when there is no such scope
 */
export async function changeEpochs(vault: Vault, scope: string, { next, event, along }: EpochChange): Promise<void> {
  const copies = epochsOf(scope);
  for (let attempt = 1; ; attempt++) {
    const rows = await getTogether(vault.tables, [...copies, ...(along?.reads ?? [])]);
    const drafts = copies.map((ref) => {
      const row = rows.get(ref);
      if (!row) throw new Problem('not-found');
      const epoch = fromRow(vault.instance, sessionEpoch, row, undefined);
      return change(epoch, next(epoch.values));
    });
    const at = vault.now();
    try {
      await writeTogether(vault.tables.dynamo, [
        ...[...drafts, ...(along?.drafts(rows) ?? [])].map((draft) => putDraft(vault, draft, at)),
        putEvent(vault, event, at),
      ]);
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt === attempts) throw cause;
    }
  }
}
