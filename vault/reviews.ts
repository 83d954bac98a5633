import type { ReviewKind } from '#/domain/consent/reviews.ts';
import { review } from '#/domain/data-map/entities/reviews.ts';
import type { ConsentPurpose, LegitimatePurpose } from '#/domain/data-map/purposes.ts';
import type { Saved } from './commit.ts';
import type { Told } from './consents.ts';
import { create, type Draft } from './draft.ts';
import { pointerRows } from './records.ts';
import type { RowRef } from './rows.ts';
import type { Vault } from './vault.ts';

export type ReviewRecord = Saved<typeof review>;

type Asked = {
  readonly kind: ReviewKind;
  readonly personId: string;
  readonly purpose: ConsentPurpose | LegitimatePurpose;
};

/** A new task for the privacy office, about an entry of the ledger that is written with it. */
export const openReview = (vault: Vault, asked: Asked, { consentId, sequence }: Told): Draft<typeof review> =>
  create(review, { reviewId: vault.mintId('review') }, asked.personId, {
    ...asked,
    consentId,
    sequence,
    state: 'open',
  });

/** The row by which the office finds an open review; it goes with the decision. */
export const officeRows = ({ ids, values }: ReviewRecord): RowRef[] =>
  pointerRows(review, { ...values, ...ids }).filter(({ pk }) => pk.startsWith('office#'));
