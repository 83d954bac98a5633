import { legalHold } from '#/domain/data-map/entities/holds.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { binds } from '#/domain/holds/reasons.ts';
import { create, type Draft } from '#/vault/draft.ts';
import { holdsRow, personEpoch } from '#/vault/epochs.ts';
import { holdIdsIn, holdsDraft } from '#/vault/holds.ts';
import { refOf } from '#/vault/records.ts';
import { putPointers } from '#/vault/steps.ts';
import type { Vault } from '#/vault/vault.ts';
import { type FactOf, type Remedy, readRow, revised, write } from './remedy.ts';

type Held = FactOf<'hold'>;
const dayMs = 86_400_000;
const reviewDays = 7;

async function isBeside(vault: Vault, { personId, holdId }: Held): Promise<boolean> {
  return holdIdsIn(await readRow(vault, holdsRow(personId))).includes(holdId);
}

/** Who asked for it and why is lost with the copy: the office has to say it again, soon. */
const withoutParticulars = (vault: Vault, { personId, holdId }: Held): Draft<typeof legalHold> =>
  create(legalHold, { holdId }, vault.instance, {
    personId,
    reason: 'restored',
    authority: 'RESTORE-1',
    reviewAt: new Date(vault.now() + reviewDays * dayMs).toISOString().slice(0, 10),
    personIsTold: false,
    state: 'in_force',
    placedBy: 'service:restores',
  });

/** The record of the hold in the state that the ledger tells of. */
async function mendRecord(vault: Vault, fact: Held): Promise<void> {
  const row = await readRow(vault, refOf(legalHold, { holdId: fact.holdId }));
  if (!row) {
    if (!fact.binds) return;
    const draft = withoutParticulars(vault, fact);
    const at = vault.now();
    await write(vault, [draft], putPointers(vault, { ...draft, version: 1, createdAt: at, updatedAt: at }, draft));
    return;
  }
  const { state } = row.fields as ValuesOf<typeof legalHold>;
  if (binds(state) === fact.binds) return;
  await write(vault, [revised(vault, legalHold, row, { state: fact.binds ? 'in_force' : 'released' })]);
}

async function isErased(vault: Vault, { personId }: Held): Promise<boolean> {
  const status = (await readRow(vault, personEpoch(personId)))?.fields.status;
  return status === undefined || status === 'closed';
}

/** A hold binds again from the moment it did, and no longer than it did; of an erased account it has nothing to keep. */
export const holdsInForce: Remedy<Held> = {
  async undone(vault, fact) {
    if (fact.binds && (await isErased(vault, fact))) return false;
    const record = await readRow(vault, refOf(legalHold, { holdId: fact.holdId }));
    const { state } = (record?.fields ?? {}) as Partial<ValuesOf<typeof legalHold>>;
    const saysSo = state === undefined ? !fact.binds : binds(state) === fact.binds;
    return !saysSo || (await isBeside(vault, fact)) !== fact.binds;
  },
  async mend(vault, fact) {
    const { personId, holdId } = fact;
    await mendRecord(vault, fact);
    if ((await isBeside(vault, fact)) === fact.binds) return;
    const row = await readRow(vault, holdsRow(personId));
    const others = (known: readonly string[]) => known.filter((id) => id !== holdId);
    await write(vault, [
      holdsDraft(vault, personId, row, (known) => [...others(known), ...(fact.binds ? [holdId] : [])]),
    ]);
  },
  says: ({ personId, holdId, binds: wanted }) =>
    `the hold ${holdId} on ${personId} ${wanted ? 'does not bind' : 'binds, though it was released'}`,
};
