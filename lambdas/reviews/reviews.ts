import { Problem } from '#/domain/api/problems.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { findingsFor, type ReviewDecision } from '#/domain/consent/reviews.ts';
import { guardianship } from '#/domain/data-map/entities/guardians.ts';
import { review } from '#/domain/data-map/entities/reviews.ts';
import { isLegitimateInterest, needsConsent } from '#/domain/data-map/purposes.ts';
import { pageOf, represent } from '#/lambdas/platform/represent.ts';
import type { Operations, Request } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { type Act, type Along, type Chooser, type ConsentRecord, choiceOf, consult, record } from '#/vault/consents.ts';
import { change } from '#/vault/draft.ts';
import { revokeGuardianship } from '#/vault/guardianships.ts';
import { officeRows, type ReviewRecord } from '#/vault/reviews.ts';
import { of } from '#/vault/visit.ts';
import type { reviewRoutes } from './reviews.contract.ts';

type Decide = Request<(typeof reviewRoutes)['decideReview']>;
type Reviewed = ReviewRecord['values'];
type Said = { readonly decision: ReviewDecision; readonly by: Chooser };

/** @throws Problem `invalid-request` for a reason that does not belong to the decision */
function checkFinding({ values: { kind } }: ReviewRecord, { decision, finding }: Decide['body']): void {
  const possible = findingsFor(kind, decision);
  if (possible.includes(finding)) return;
  const problem = `must be ${possible.join(' or ')} for this decision`;
  throw new Problem('invalid-request', { errors: [{ field: 'body.finding', problem }] });
}

/** What the decision makes of an objection; undefined when the person has said something else since. */
function objectionAct({ purpose, sequence }: Reviewed, state: ConsentRecord | undefined, said: Said): Act | undefined {
  if (!isLegitimateInterest(purpose) || state?.values.objections?.[purpose]?.sequence !== sequence) return undefined;
  return { purpose, state: said.decision === 'granted' ? 'upheld' : 'overridden', by: said.by };
}

/**
 * What the decision makes of a consent that was asked for: it is the person, or their guardian, who gives it; we only looked.
 * Undefined when they have chosen anew since.
 */
function consentAct(
  { personId, purpose, sequence }: Reviewed,
  state: ConsentRecord | undefined,
  { decision, by }: Said,
): Act | undefined {
  const choice = needsConsent(purpose) ? choiceOf(state, purpose) : undefined;
  if (!needsConsent(purpose) || choice?.sequence !== sequence) return undefined;
  const notice = noticeOf(purpose);
  if (decision === 'denied') return { purpose, state: 'refused', scopes: [], notice, by };
  const { scopes, expiresAt, guardianId } = choice;
  const giver = guardianId
    ? ({ actorId: guardianId, capacity: 'guardian' } as const)
    : ({ actorId: personId, capacity: 'self' } as const);
  return { purpose, state: 'given', scopes, notice, by: { ...by, ...giver }, expiresAt, guardianId };
}

async function decide({ door, caller, params, body }: Decide, { vault, now }: Services): Promise<ReviewRecord> {
  const found = await door.read(review, params);
  if (found.values.state !== 'open') throw new Problem('conflict', { detail: 'The review is decided already.' });
  checkFinding(found, body);
  const { personId, purpose } = found.values;
  const { rows, state } = await consult(door, personId, needsConsent(purpose) ? [purpose] : []);
  const { decision, finding } = body;
  const by = {
    actorId: caller.personId,
    capacity: 'reviewer',
    channel: door.visit.routeName,
    reason: finding,
  } as const;
  const said: Said = { decision, by };
  const act = consentAct(found.values, state, said) ?? objectionAct(found.values, state, said);
  const decided = act ? { state: decision, finding } : { state: 'overtaken' as const };
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

  endGuardianship: async ({ door, caller, params }, { vault }) => {
    const found = await door.read(guardianship, params);
    const by = { actorId: caller.personId, capacity: 'reviewer', channel: door.visit.routeName } as const;
    await revokeGuardianship(vault, door, found, by);
    return undefined;
  },
};
