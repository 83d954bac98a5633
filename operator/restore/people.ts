import { Problem } from '#/domain/api/problems.ts';
import type { Choices } from '#/domain/consent/choices.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { isRoot } from '#/vault/belongings.ts';
import { closeAccount } from '#/vault/close-account.ts';
import { deleteOutlived, hasOutlived } from '#/vault/collected.ts';
import { consentRow } from '#/vault/consent-gate.ts';
import { deleteAll } from '#/vault/deletion.ts';
import { personEpoch } from '#/vault/epochs.ts';
import type { Errand } from '#/vault/errand.ts';
import { going } from '#/vault/fates.ts';
import { engagementsAbout, partitionsAbout } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { type FactOf, type Remedy, readRow, revised, write } from './remedy.ts';

const errandOf = (personId: string): Errand => ({
  service: 'service:restores',
  name: 'restores',
  purposes: ['data_rights'],
  personId,
});

/** Everything that an erasure deletes, with its engagements first found and last deleted. */
async function partitionsOf(vault: Vault, personId: string) {
  return partitionsAbout(personId, await engagementsAbout(vault, personId));
}

async function clear(vault: Vault, personId: string): Promise<void> {
  const partitions = await partitionsOf(vault, personId);
  for (const rootsToo of [false, true]) {
    for await (const page of going(vault, personId, partitions)) {
      await deleteAll(
        vault,
        page.filter((one) => rootsToo || !isRoot(one)),
      );
    }
  }
}

async function isCleared(vault: Vault, personId: string): Promise<boolean> {
  for await (const page of going(vault, personId, await partitionsOf(vault, personId)))
    if (page.length > 0) return false;
  return true;
}

/** An erased account is closed again, its keys go, and then everything that came back with the copy. */
export const closedAccounts: Remedy<FactOf<'account_closed'>> = {
  async undone(vault, { personId }) {
    const epoch = await readRow(vault, personEpoch(personId));
    if (epoch && epoch.fields.status !== 'closed') return true;
    return !(await isCleared(vault, personId));
  },
  async mend(vault, { personId, requestId }) {
    await closeAccount(vault, errandOf(personId), { requestId, accounts: [] }).catch((cause: unknown) => {
      // The copy is older than the person: there is no account to close.
      if (!(cause instanceof Problem) || cause.type !== 'not-found') throw cause;
    });
    await clear(vault, personId);
  },
  says: ({ personId, requestId }) => `the account ${personId} is back, which ${requestId} erased`,
};

const choiceIn = (fields: unknown, purpose: string) =>
  (fields as { choices?: Choices } | undefined)?.choices?.[purpose];

/** A consent that has ended is ended again, and what was collected under it goes. Its ledger stays as the copy has it. */
export const endedConsents: Remedy<FactOf<'consent_ended'>> = {
  async undone(vault, { personId, purpose, at }) {
    const choice = choiceIn((await readRow(vault, consentRow(personId)))?.fields, purpose);
    const counts = (choice?.state === 'given' || choice?.state === 'requested') && choice.at < at;
    return counts || hasOutlived(vault, personId, purpose);
  },
  async mend(vault, { personId, purpose, state, at }) {
    const row = await readRow(vault, consentRow(personId));
    const choice = choiceIn(row?.fields, purpose);
    if (row && choice && choice.at < at) {
      const { choices } = row.fields as ValuesOf<typeof consentState>;
      const next = { ...choices, [purpose]: { ...choice, state, at } } as typeof choices;
      await write(vault, [revised(vault, consentState, row, { choices: next })]);
    }
    await deleteOutlived(vault, personId, [purpose]);
  },
  says: ({ personId, purpose }) =>
    `the consent of ${personId} to ${purpose} has ended, and it or what it allowed is back`,
};
