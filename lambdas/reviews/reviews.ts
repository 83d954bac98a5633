import { Problem } from '#/domain/api/problems.ts';
import { findingsFor, type ReviewDecision } from '#/domain/consent/reviews.ts';
import { review } from '#/domain/data-map/entities/reviews.ts';
import { isLegitimateInterest } from '#/domain/data-map/purposes.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { type Act, type Along, type ConsentRecord, consult, record } from '#/vault/consents.ts';
import { change } from '#/vault/draft.ts';
import { officeRows, type ReviewRecord } from '#/vault/reviews.ts';
import { of } from '#/vault/visit.ts';
import type { reviewRoutes } from './reviews.contract.ts';

type Decide = Request<(typeof reviewRoutes)['decideReview']>;

/** @throws Problem `invalid-request` for a reason that does not belong to the decision */
function checkFinding({ values: { kind } }: ReviewRecord, { decision, finding }: Decide['body']): void {
  const possible = findingsFor(kind, decision);
  if (possible.includes(finding)) return;
  const problem = `must be ${possible.join(' or ')} for this decision`;
  throw new Problem('invalid-request', { errors: [{ field: 'body.finding', problem }] });
}

/** What the decision makes of the choice; undefined when the person has chosen anew since. */
function actOf(
  { values: { purpose, sequence } }: ReviewRecord,
  state: ConsentRecord | undefined,
  decision: ReviewDecision,
  by: Act['by'],
): Act | undefined {
  if (!isLegitimateInterest(purpose)) return undefined;
  if (state?.values.objections?.[purpose]?.sequence !== sequence) return undefined;
  return { purpose, state: decision === 'granted' ? 'upheld' : 'overridden', by };
}

async function decide({ door, caller, params, body }: Decide, { vault, now }: Services): Promise<ReviewRecord> {
  const found = await door.read(review, params);
  if (found.values.state !== 'open') throw new Problem('conflict', { detail: 'The review is decided already.' });
  checkFinding(found, body);
  const { personId } = found.values;
  const { rows, state } = await consult(door, personId, []);
  const by = { actorId: caller.personId, capacity: 'reviewer', channel: door.visit.routeName } as const;
  const act = actOf(found, state, body.decision, { ...by, reason: body.finding });
  const decided = act ? { state: body.decision, finding: body.finding } : { state: 'overtaken' as const };
  const draft = change(found, { ...decided, decidedBy: caller.personId, decidedAt: now() });
  const along: Along = { records: [draft], removes: officeRows(found) };
  if (act) {
    await record({ vault, door, rows }, [act], { personId, state, along: () => along, type: 'review.decided' });
  } else {
    const event = { type: 'review.overtaken', subjectId: personId, resourceId: params.reviewId };
    await door.save({ ...along, event });
  }
  return door.read(review, params);
}

export const reviewOperations: Operations<typeof reviewRoutes> = {
  listReviews: async ({ door, query }) => {
    const { items, next } = await door.pointers(review, 1, {}, query);
    const refs = items.map(({ ids, subject }) => of(review, { reviewId: ids.reviewId as string }, subject));
    return pageOf({ items: await door.readAll(refs), next }, represent);
  },

  readReview: async ({ door, params }) => represent(await door.read(review, params)),

  decideReview: async (request, services) => represent(await decide(request, services)),
};
