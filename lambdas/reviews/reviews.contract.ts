import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { reviewDecisions, reviewFindings } from '#/domain/consent/reviews.ts';
import { review } from '#/domain/data-map/entities/reviews.ts';
import { once } from '#/domain/once.ts';

const office: readonly Way[] = [{ role: 'privacy', relation: 'none' }];
const shared = { who: office, purposes: ['consent_proof'], status: 200 } as const;
const reviewAnswer = once(() => representation(review, ['reviewId']));

export const reviewRoutes = {
  listReviews: route({
    ...shared,
    method: 'GET',
    path: '/v1/privacy/reviews',
    says: 'The choices that wait for somebody to look at them, newest first: ids, purposes and times.',
    query: paging,
    answer: () => page(reviewAnswer()),
  }),
  readReview: route({
    ...shared,
    method: 'GET',
    path: '/v1/privacy/reviews/{reviewId}',
    says: 'One review.',
    answer: reviewAnswer,
  }),
  decideReview: route({
    ...shared,
    method: 'POST',
    path: '/v1/privacy/reviews/{reviewId}/decide',
    says: 'Decides a review: what the person chose takes effect with it, or does not. If they chose anew, it is overtaken.',
    body: () => z.strictObject({ decision: z.enum(reviewDecisions), finding: z.enum(reviewFindings) }),
    answer: reviewAnswer,
    replay: { route: 'readReview' },
  }),
  endGuardianship: route({
    ...shared,
    method: 'POST',
    path: '/v1/privacy/guardianships/{guardianshipId}/revoke',
    says: 'Ends a guardianship that should not have been confirmed: with it what the guardian gave, keys and all.',
    status: 204,
  }),
} as const;
