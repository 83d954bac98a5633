import * as z from 'zod/mini';
import { reviewFindings, reviewKinds, reviewStates } from '#/domain/consent/reviews.ts';
import { entity, plain } from '#/domain/data-map/entity.ts';
import { consentPurposes, legitimatePurposes } from '#/domain/data-map/purposes.ts';
import { months } from '#/domain/data-map/retention.ts';
import { id } from '#/domain/ids.ts';

/** A choice that waits for a person of ours, and what they decided: ids, states and reasons from a list. */
export const review = entity('review', {
  store: 'rights',
  about: 'person',
  purpose: 'consent_proof',
  retention: { from: 'account.closed', keep: months(72), holdable: true },
  onExport: 'whole',
  onErasure: { stays: 'It proves how a choice was looked at. It holds ids, states and times only.' },
  key: { pk: 'review#{reviewId}', sk: 'review' },
  pointers: [
    { pk: 'person#{personId}', sk: 'review#{reviewId}' },
    { pk: 'office#reviews', sk: 'review#{reviewId}' },
  ],
  fields: {
    personId: plain(() => id('person'), 'identity', 'Whose choice it is.'),
    kind: plain(() => z.enum(reviewKinds), 'consent_choice', 'What is looked at.'),
    purpose: plain(() => z.enum([...consentPurposes, ...legitimatePurposes]), 'consent_choice', 'Which purpose.'),
    consentId: plain(() => id('consent'), 'consent_choice', 'The entry of the ledger that it is about.'),
    sequence: plain(() => z.int(), 'consent_choice', 'The number of that entry.'),
    state: plain(() => z.enum(reviewStates), 'consent_choice', 'Where it stands.'),
    finding: plain(() => z.optional(z.enum(reviewFindings)), 'consent_choice', 'Why it was decided so.'),
    decidedBy: plain(() => z.optional(id('person')), 'security_log', 'Who decided.', { concernsOthers: true }),
    decidedAt: plain(() => z.optional(z.int()), 'security_log', 'When, epoch milliseconds.'),
  },
});
