import { accountErasure } from '#/domain/data-map/entities/erasures.ts';
import { dataRequest } from '#/domain/data-map/entities/rights.ts';
import { listKey, type ValuesOf } from '#/domain/data-map/entity.ts';
import { isOpen } from '#/domain/rights/states.ts';
import { readHolds } from '#/vault/holds.ts';
import { idsIn, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import { finishHeld } from './account.ts';
import { deleteEarly } from './early.ts';
import { type Execution, kept, type Run } from './run.ts';

type Waiting = {
  /** The request whose erasure the hold kept from its end. */
  readonly account: string | null;
  /** Requests for early deletion that stand. */
  readonly early: readonly string[];
};

async function waitingFor({ services: { vault } }: Execution, personId: string): Promise<Waiting> {
  if ((await readHolds(vault, [personId])).isHeld(personId)) return { account: null, early: [] };
  const ref = refOf(accountErasure, { personId });
  const erasure = (await getTogether(vault.tables, [ref])).get(ref)?.fields as
    | ValuesOf<typeof accountErasure>
    | undefined;
  if (erasure) return { account: erasure.state === 'held' ? erasure.requestId : null, early: [] };
  const { pk, prefix } = listKey(dataRequest.key, { personId });
  const early: string[] = [];
  for await (const page of rowsBelow(vault, { store: dataRequest.store, pk }, prefix)) {
    for (const row of page) {
      const { kind, state, confirmedAt } = row.fields as ValuesOf<typeof dataRequest>;
      if (kind === 'early_deletion' && confirmedAt !== undefined && isOpen(state)) {
        early.push(idsIn(dataRequest.key, row).requestId as string);
      }
    }
  }
  return { account: null, early: early.sort() };
}

/** A hold was released: what waited for it goes on, unless another one still stands. */
export const resume: Run = async (event, execution) => {
  const { subjectId: personId } = event;
  const { account, early } = await kept(execution, 'waiting', () => waitingFor(execution, personId));
  if (account) return finishHeld(execution, { personId, requestId: account });
  for (const requestId of early) await deleteEarly({ ...event, resourceId: requestId }, execution);
  return { outcome: 'resumed', requests: early.length };
};
