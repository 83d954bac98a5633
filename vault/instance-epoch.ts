import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { change } from './draft.ts';
import { epochCopies } from './epochs.ts';
import { fromRow, refOf } from './records.ts';
import { getTogether, type Row, type RowRef } from './rows.ts';
import { putDraft } from './steps.ts';
import { writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

const copiesOf = (scope: string): RowRef[] =>
  Array.from({ length: epochCopies }, (_, copy) => refOf(sessionEpoch, { scope, copy: String(copy) }));

async function readCopies(vault: Vault): Promise<Row[]> {
  const refs = copiesOf(vault.instance);
  const rows = await getTogether(vault.tables, refs);
  return refs.map((ref) => {
    const row = rows.get(ref);
    if (!row)
      throw new Error('A copy of the instance’s epoch is missing: the directory is not restored, or not founded.');
    return row;
  });
}

/**
 * Keeps everybody out, or lets them in again: all copies in one transaction. Whoever was signed in has to sign in anew, for
 * what a restored table says of sign-ins may be older than what ended them.
 */
export async function setInstance(vault: Vault, status: 'active' | 'suspended'): Promise<void> {
  const now = Math.floor(vault.now() / 1000);
  const drafts = (await readCopies(vault)).map((row) => {
    const epoch = fromRow(vault.instance, sessionEpoch, row, undefined);
    return change(epoch, { status, revokedBefore: Math.max(epoch.values.revokedBefore, now) });
  });
  await writeTogether(
    vault.tables.dynamo,
    drafts.map((draft) => putDraft(vault, draft, vault.now())),
  );
}

/** Whether every copy keeps everybody out. */
export const isSuspended = async (vault: Vault): Promise<boolean> =>
  (await readCopies(vault)).every(({ fields }) => fields.status === 'suspended');
