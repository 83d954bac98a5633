import { disclosure } from '#/domain/data-map/entities/disclosures.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import { create } from './draft.ts';
import { keyRow } from './epochs.ts';
import { getTogether } from './rows.ts';
import { keyStillThere, putDraft } from './steps.ts';
import { WriteRefused, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';

type Disclosed = {
  readonly personId: string;
  readonly disclosureId: string;
  readonly purpose: ConsentPurpose;
  readonly values: Omit<ValuesOf<typeof disclosure>, 'purpose' | 'at'>;
};

/**
 * Writes down, before anything is sent, what a third party is about to get, under the condition that the consent’s key
 * stands. So whatever went out before a withdrawal’s commit is on record at that commit, and nothing is sent after it.
 * Answers whether it may be sent. Repeating it writes nothing twice.
 */
export async function disclose(vault: Vault, { personId, disclosureId, purpose, values }: Disclosed): Promise<boolean> {
  const row = keyRow(personId, purpose);
  const keyId = (await getTogether(vault.tables, [row])).get(row)?.fields.keyId as string | undefined;
  if (keyId === undefined) return false;
  const at = vault.now();
  const record = create(disclosure, { subjectId: personId, disclosureId }, personId, { ...values, purpose, at });
  const steps = [putDraft(vault, record, at), keyStillThere(vault, { row, keyId }, 'consent')];
  return writeTogether(vault.tables.dynamo, steps).then(
    () => true,
    (cause: unknown) => {
      if (!(cause instanceof WriteRefused)) throw cause;
      // An earlier attempt wrote it; that the key stands was asked in the same breath.
      return cause.failure === 'exists';
    },
  );
}
