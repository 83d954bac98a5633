import * as z from 'zod/mini';
import { roles } from '#/domain/access/roles.ts';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { legalHold } from '#/domain/data-map/entities/holds.ts';
import { holdReasons } from '#/domain/holds/reasons.ts';
import { once } from '#/domain/once.ts';

const office: readonly Way[] = [
  { role: 'privacy', relation: 'none' },
  { role: 'security', relation: 'none' },
];
const everybody: readonly Way[] = roles.map((role) => ({ role, relation: 'self' }));
const shared = { who: office, purposes: ['legal_claims'], status: 200 } as const;
const one = '/v1/privacy/holds/{holdId}';
const holdAnswer = once(() => representation(legalHold, ['holdId']));

const { personId, authority, reviewAt, personIsTold } = legalHold.fields;
/** What somebody can give as a reason; the other one is that of a restore. */
const given = () => z.enum(holdReasons).check(z.refine((reason) => reason !== 'restored', 'is for restores only'));

export const holdRoutes = {
  placeHold: route({
    ...shared,
    method: 'POST',
    path: '/v1/privacy/holds',
    says: 'Asks for a hold on somebody’s records. It binds when a second person has approved it.',
    body: () =>
      z.strictObject({
        personId: personId.schema,
        reason: given(),
        authority: authority.schema,
        reviewAt: reviewAt.schema,
        personIsTold: personIsTold.schema,
      }),
    status: 201,
    answer: holdAnswer,
    replay: { route: 'readHold', id: 'holdId' },
  }),
  listHolds: route({
    ...shared,
    method: 'GET',
    path: '/v1/privacy/holds',
    says: 'All holds, newest first, those that were released included.',
    query: paging,
    answer: () => page(holdAnswer()),
  }),
  readHold: route({ ...shared, method: 'GET', path: one, says: 'One hold.', answer: holdAnswer }),
  reviewHold: route({
    ...shared,
    method: 'PATCH',
    path: one,
    says: 'Says that a hold was looked at and is still needed, until the next review.',
    body: () =>
      z
        .strictObject({
          reviewAt: z.optional(reviewAt.schema),
          reason: z.optional(given()),
          authority: z.optional(authority.schema),
        })
        .check(z.refine((body) => Object.keys(body).length > 0, 'must change reviewAt, reason or authority')),
    ifMatch: true,
    answer: holdAnswer,
  }),
  approveHold: route({
    ...shared,
    method: 'POST',
    path: `${one}/approve`,
    says: 'The second person agrees: from this answer on, nothing of the person can be deleted or lost.',
    answer: holdAnswer,
    replay: { route: 'readHold' },
  }),
  askHoldRelease: route({
    ...shared,
    method: 'POST',
    path: `${one}/release`,
    says: 'Asks for the release of a hold. It goes on to bind until a second person has approved that.',
    answer: holdAnswer,
    replay: { route: 'readHold' },
  }),
  releaseHold: route({
    ...shared,
    method: 'POST',
    path: `${one}/release/approve`,
    says: 'The second person agrees to the release: what had waited for it goes on.',
    answer: holdAnswer,
    replay: { route: 'readHold' },
  }),
  listOwnHolds: route({
    ...shared,
    who: everybody,
    method: 'GET',
    path: '/v1/me/holds',
    says: 'The holds on the caller’s own records that the law lets us tell of.',
    answer: () =>
      z.strictObject({
        holds: z.array(
          z.strictObject({
            holdId: z.string(),
            reason: z.enum(holdReasons),
            since: z.iso.datetime(),
            reviewAt: reviewAt.schema,
            says: z.string(),
          }),
        ),
      }),
  }),
} as const;
