import type { ConsentState } from '#/domain/consent/choices.ts';
import { heldKey, lens } from '#/domain/data-map/entities/keys.ts';
import { type ConsentPurpose, usedBy } from '#/domain/data-map/purposes.ts';
import { type Changes, create, type Draft } from './draft.ts';
import { holdsRow, keyRow, lensRow } from './epochs.ts';
import { makeKeys } from './people.ts';
import type { RowRef, Rows } from './rows.ts';
import type { Vault } from './vault.ts';
import type { WrappedKey } from './wrapping.ts';

/** Whose choice on what, and what it comes to. */
type Choosing = { readonly personId: string; readonly purpose: ConsentPurpose; readonly state: ConsentState };

/** The key rows that a choice touches: read in the same trip as the person's state. */
export const choiceRows = (personId: string, purpose: ConsentPurpose): RowRef[] => [
  keyRow(personId, purpose),
  holdsRow(personId),
  ...usedBy(purpose).flatMap((source) => [lensRow(personId, purpose, source), keyRow(personId, source)]),
];

export type KeyChanges = Pick<Changes, 'newKeys' | 'removes' | 'relies' | 'unchanged'> & {
  readonly records: readonly Draft[];
  /** Rows that it destroys, as the outbox tells them. */
  readonly destroyed: readonly string[];
};
const noKeys: KeyChanges = { records: [], destroyed: [] };
const keyIn = (rows: Rows, ref: RowRef) => rows.get(ref)?.fields as WrappedKey | undefined;

/** The purpose's own key, and a lens on every record that it uses. What stands already stays. */
async function granting(vault: Vault, { personId, purpose }: Choosing, rows: Rows): Promise<KeyChanges> {
  const grantedAt = vault.now();
  const sources = usedBy(purpose).flatMap((source) => {
    const row = keyRow(personId, source);
    const key = keyIn(rows, row);
    return key && !keyIn(rows, lensRow(personId, purpose, source)) ? [{ source, row, key }] : [];
  });
  const [newKeys, lenses] = await Promise.all([
    keyIn(rows, keyRow(personId, purpose)) ? [] : makeKeys(vault, personId, [purpose]),
    Promise.all(
      sources.map(async ({ source, key }) =>
        create(lens, { subjectId: personId, purpose, source }, personId, {
          ...(await vault.keys.rewrap(key, source, purpose)),
          grantedAt,
        }),
      ),
    ),
  ]);
  const relies = sources.map(({ row, key }) => ({ row, keyId: key.keyId }));
  return { records: lenses, newKeys, relies, destroyed: [] };
}

/**
 * The end of the purpose's key and of its lenses. Under a legal hold the key is not lost: it moves to one wrapped for legal
 * claims, which no function of the API opens. A hold that comes or goes meanwhile makes the write start over.
 */
async function destroying(vault: Vault, { personId, purpose }: Choosing, rows: Rows): Promise<KeyChanges> {
  const own = keyRow(personId, purpose);
  const key = keyIn(rows, own);
  const holds = (rows.get(holdsRow(personId))?.fields.holdIds ?? []) as string[];
  const standing = [own, ...usedBy(purpose).map((source) => lensRow(personId, purpose, source))].filter((ref) =>
    rows.get(ref),
  );
  const records: Draft[] = [];
  if (key && holds.length > 0) {
    const { keyId, wrapped } = await vault.keys.rewrap(key, purpose, 'legal_claims');
    records.push(create(heldKey, { subjectId: personId, keyId }, personId, { purpose, wrapped }));
  }
  const destroyed = standing.map((ref) => `${ref.sk}|${keyIn(rows, ref)?.keyId}`);
  return { records, removes: standing, unchanged: [holdsRow(personId)], destroyed };
}

/** What a choice does to keys. `rows` are those of `choiceRows`, read in this visit. */
export const keyChanges = async (vault: Vault, choosing: Choosing, rows: Rows): Promise<KeyChanges> => {
  if (choosing.state === 'given') return granting(vault, choosing, rows);
  return choosing.state === 'requested' ? noKeys : destroying(vault, choosing, rows);
};
