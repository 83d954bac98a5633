import { membership, sessionEpoch, signIn } from '#/domain/data-map/entities/directory.ts';
import { lens, subjectHolds, subjectKey } from '#/domain/data-map/entities/keys.ts';
import { officers } from '#/domain/data-map/entities/response.ts';
import { type Purpose, purposeToOpen } from '#/domain/data-map/purposes.ts';
import { refOf } from './records.ts';
import type { RowRef } from './rows.ts';

/**
 * Organisation and instance epochs stand in this many copies, all written in one transaction and read at random, so that
 * no row is hot. A person's stands once.
 */
export const epochCopies = 16;

export const personEpoch = (personId: string): RowRef => refOf(sessionEpoch, { scope: personId, copy: '0' });
export const sharedEpoch = (scope: string, random: () => number): RowRef =>
  refOf(sessionEpoch, { scope, copy: String(Math.floor(random() * epochCopies)) });
/** Who the security officers are. */
export const officersRow: RowRef = refOf(officers, { role: 'security' });
export const signInRow = (personId: string, signInId: string): RowRef => refOf(signIn, { personId, signInId });
export const membershipRow = (personId: string, organizationId: string): RowRef =>
  refOf(membership, { personId, organizationId });
export const keyRow = (subjectId: string, purpose: Purpose): RowRef => refOf(subjectKey, { subjectId, purpose });
export const lensRow = (subjectId: string, purpose: Purpose, source: Purpose): RowRef =>
  refOf(lens, { subjectId, purpose, source });
export const holdsRow = (subjectId: string): RowRef => refOf(subjectHolds, { subjectId });

/** A key row, and the purpose that KMS wrapped the key for. */
export type Opening = { readonly row: RowRef; readonly purpose: Purpose };

/**
 * Where the key stands by which an operation of these purposes opens what was collected for another: the purpose's own
 * key, or the lens of the purpose that uses it. Undefined: the operation has no business with it.
 */
export function openingOf(stated: readonly Purpose[], subjectId: string, collectedFor: Purpose): Opening | undefined {
  const purpose = purposeToOpen(stated, collectedFor);
  if (!purpose) return undefined;
  const row = purpose === collectedFor ? keyRow(subjectId, purpose) : lensRow(subjectId, purpose, collectedFor);
  return { row, purpose };
}
