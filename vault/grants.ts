import { Problem } from '#/domain/api/problems.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import { lens } from '#/domain/data-map/entities/keys.ts';
import { supportGrant } from '#/domain/data-map/entities/support.ts';
import { type Purpose, usedBy } from '#/domain/data-map/purposes.ts';
import type { Grant } from '#/domain/support/grants.ts';
import type { Saved } from './commit.ts';
import { type Changes, create } from './draft.ts';
import { keyRow, lensRow } from './epochs.ts';
import { fromRow, type OpenRecord, pointerRows, refOf } from './records.ts';
import type { RowRef, Rows } from './rows.ts';
import { rowsBelow, rowsPointedTo } from './subject-rows.ts';
import type { Vault } from './vault.ts';
import type { WrappedKey } from './wrapping.ts';

export type GrantRecord = Saved<typeof supportGrant>;

const purpose = 'support_access' satisfies Purpose;
const sources = usedBy(purpose);
const lensesOf = (personId: string): RowRef[] => sources.map((source) => lensRow(personId, purpose, source));
const keyIn = (rows: Rows, ref: RowRef) => rows.get(ref)?.fields as WrappedKey | undefined;

/** The key rows that opening and ending a grant touches. */
export const grantRows = (personId: string): RowRef[] => [
  ...lensesOf(personId),
  ...sources.map((source) => keyRow(personId, source)),
];

/** Rows that say whether there is somebody, or something between two, that a grant could be about. */
export const scopeRows = (asked: Pick<Grant, 'engagementId'> & { readonly personId?: string | undefined }): RowRef[] =>
  asked.engagementId
    ? [refOf(engagement, { engagementId: asked.engagementId })]
    : sources.map((source) => keyRow(asked.personId ?? '', source));

/** Whom a grant would be about. @throws Problem `not-found` when there is nobody to look for */
export function subjectIn(rows: Rows, asked: Parameters<typeof scopeRows>[0]): string {
  const [row] = scopeRows(asked).map((ref) => rows.get(ref));
  const clientId = asked.engagementId ? row?.fields.clientId : row?.subject;
  if (typeof clientId !== 'string') throw new Problem('not-found');
  return clientId;
}

/**
 * What lets staff in: a lens on the person's records. A person has one at a time, so that the end of one grant never
 * leaves another without it, nor one behind.
 * @throws Problem `conflict` while another grant has one, `erased` when there is nothing left to open
 */
export async function opening(
  vault: Vault,
  rows: Rows,
  personId: string,
): Promise<Pick<Changes, 'records' | 'relies'>> {
  if (lensesOf(personId).some((ref) => rows.get(ref))) {
    throw new Problem('conflict', {
      detail: 'Another grant for this person is open, or has just ended. Close it, or try again in ten minutes.',
    });
  }
  const keys = sources.map((source) => ({
    source,
    row: keyRow(personId, source),
    key: keyIn(rows, keyRow(personId, source)),
  }));
  const grantedAt = vault.now();
  const records = keys.map(async ({ source, key }) => {
    if (!key) throw new Problem('erased');
    const ids = { subjectId: personId, purpose, source };
    return create(lens, ids, personId, { ...(await vault.keys.rewrap(key, source, purpose)), grantedAt });
  });
  return {
    records: await Promise.all(records),
    relies: keys.flatMap(({ row, key }) => (key ? [{ row, keyId: key.keyId }] : [])),
  };
}

/** What ends with a grant: the lenses, and how the ledger that restores replay names them. */
export function closing(rows: Rows, personId: string): { removes: RowRef[]; destroyed: string[] } {
  const removes = lensesOf(personId).filter((ref) => rows.get(ref));
  return { removes, destroyed: removes.map((ref) => `${ref.sk}|${keyIn(rows, ref)?.keyId}`) };
}

/** Where staff find a grant that still needs somebody. */
const office = { store: supportGrant.store, pk: 'office#grants' } as const;

/** The row there; it goes when nobody has to do anything any more. */
export const officeRows = ({ ids, values }: OpenRecord<typeof supportGrant>): RowRef[] =>
  pointerRows(supportGrant, { ...values, ...ids }).filter(({ pk }) => pk === office.pk);

/** Every grant that still needs somebody, for the clock: ids, states and times, and nothing that anybody wrote. */
export async function* officeGrants(vault: Vault): AsyncGenerator<OpenRecord<typeof supportGrant>> {
  for await (const pointers of rowsBelow(vault, office, 'grant#')) {
    for (const { row } of await rowsPointedTo(vault, pointers)) {
      yield fromRow(vault.instance, supportGrant, row, undefined);
    }
  }
}
