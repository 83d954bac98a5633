import { Problem } from '#/domain/api/problems.ts';
import { legalHold } from '#/domain/data-map/entities/holds.ts';
import { type HoldMove, holdAfter } from '#/domain/holds/moves.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Saved } from '#/vault/commit.ts';
import type { Door } from '#/vault/door.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { holdsRow, personEpoch } from '#/vault/epochs.ts';
import { holdIdsIn, holdsDraft } from '#/vault/holds.ts';
import type { Rows } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';
import type { holdRoutes } from './holds.contract.ts';

type Hold = Saved<typeof legalHold>;
type Deciding = Pick<Request<(typeof holdRoutes)['approveHold']>, 'door' | 'params' | 'caller'>;

const statusOf = (rows: Rows, personId: string): unknown => rows.get(personEpoch(personId))?.fields.status;

/** @throws Problem `not-found` for somebody who is not there; `conflict` when nothing of theirs is left to keep */
async function requireAccount(door: Door, personId: string): Promise<void> {
  const { rows } = await door.consult({}, [personEpoch(personId)]);
  const status = statusOf(rows, personId);
  if (status === undefined) throw new Problem('not-found');
  if (status === 'closed') throw new Problem('conflict', { detail: 'The account is erased; nothing is left to keep.' });
}

/** @throws Problem `conflict` when the hold cannot make the move, or not by this person */
function moved(hold: Hold, move: HoldMove, by: string, now: number): Draft<typeof legalHold> {
  const after = holdAfter(hold.values, move, by, now);
  if ('refusal' in after) throw new Problem('conflict', { detail: after.refusal });
  return change(hold, after);
}

/** What a move does to the row beside the keys, in the same transaction. */
type Binding = (vault: Vault, hold: Hold, rows: Rows) => { readonly records: Draft[]; readonly type: string };

const bind: Binding = (vault, { ids, values: { personId } }, rows) => {
  if (statusOf(rows, personId) === 'closed') {
    throw new Problem('conflict', { detail: 'The account was erased meanwhile; nothing is left to keep.' });
  }
  const row = rows.get(holdsRow(personId));
  return { records: [holdsDraft(vault, personId, row, (known) => [...known, ids.holdId])], type: 'hold.placed' };
};

const unbind: Binding = (vault, { ids, values: { personId } }, rows) => {
  const row = rows.get(holdsRow(personId));
  const less = row ? [holdsDraft(vault, personId, row, (known) => known.filter((id) => id !== ids.holdId))] : [];
  return { records: less, type: 'hold.released' };
};

/** A move that decides over the keys: whatever destroys them has either landed before, or meets the hold. */
async function decide({ door, params, caller }: Deciding, vault: Vault, move: HoldMove, binding: Binding) {
  const { personId } = (await door.read(legalHold, params)).values;
  const epoch = personEpoch(personId);
  const { found, rows } = await door.consult({ hold: of(legalHold, params) }, [epoch, holdsRow(personId)]);
  const hold = found.hold as Hold;
  const draft = moved(hold, move, caller.personId, vault.now());
  const { records, type } = binding(vault, hold, rows);
  const event = { type, subjectId: personId, resourceId: hold.ids.holdId };
  const [saved] = await door.save({ records: [draft, ...records], unchanged: [epoch], event });
  return represent(saved as Hold);
}

export const holdOperations: Operations<typeof holdRoutes> = {
  placeHold: async ({ door, body, caller }, { mintId, instance }) => {
    await requireAccount(door, body.personId);
    const values = { ...body, state: 'requested', placedBy: caller.personId } as const;
    const draft = create(legalHold, { holdId: mintId('hold') }, instance, values);
    return represent(await door.add('hold.requested', draft));
  },

  listHolds: async ({ door, query }) => {
    const { items, next } = await door.pointers(legalHold, 0, {}, query);
    const refs = items.map(({ ids }) => of(legalHold, { holdId: ids.holdId as string }));
    return pageOf({ items: await door.readAll(refs), next }, represent);
  },

  readHold: async ({ door, params }) => represent(await door.read(legalHold, params)),

  reviewHold: async ({ door, params, body }) =>
    represent(await door.revise('hold.reviewed', await door.read(legalHold, params), body)),

  approveHold: (request, { vault }) => decide(request, vault, 'approve', bind),

  askHoldRelease: async ({ door, params, caller }, { vault }) => {
    const hold = await door.read(legalHold, params);
    const { values } = moved(hold, 'ask_release', caller.personId, vault.now());
    return represent(await door.revise('hold.release_asked', hold, values));
  },

  releaseHold: (request, { vault }) => decide(request, vault, 'release', unbind),

  listOwnHolds: async ({ door, caller }) => {
    const { rows } = await door.consult({}, [holdsRow(caller.personId)]);
    const refs = holdIdsIn(rows.get(holdsRow(caller.personId))).map((holdId) => of(legalHold, { holdId }));
    const found = refs.length > 0 ? await door.readAll(refs) : [];
    const told = found.filter(({ values }) => values.personIsTold);
    return {
      holds: told.map(({ ids, values, createdAt }) => ({
        holdId: ids.holdId,
        reason: values.reason,
        since: new Date(createdAt).toISOString(),
        reviewAt: values.reviewAt,
        says: 'What is asked to be deleted is made unreadable and kept until the hold is released.',
      })),
    };
  },
};
