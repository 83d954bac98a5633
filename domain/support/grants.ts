import type { StaffRole } from '#/domain/access/roles.ts';
import type { ViewableKind } from './viewable.ts';

/**
 * Why staff may ask to look into somebody's records. Where it is for the person, the person approves; where it is for the
 * safety of all or the law asks, two others of ours do, and the person sees it at once all the same.
 */
export const grantReasons = {
  customer_initiated: { approvedBy: 'person', says: 'The person asked for help.' },
  service: { approvedBy: 'person', says: 'Something does not work for the person.' },
  security_review: { approvedBy: 'two_others', says: 'The safety of records has to be looked into.' },
  legal_request: { approvedBy: 'two_others', says: 'An authority has asked for it by law.' },
  alert_response: { approvedBy: 'two_others', says: 'An alarm has to be answered.' },
} as const;
export type GrantReason = keyof typeof grantReasons;
export const grantReasonNames = Object.keys(grantReasons) as GrantReason[];

/** `expired`: its time was over, before or after it was approved. `closed`: ended by hand. */
export const grantStates = ['requested', 'approved', 'refused', 'expired', 'closed', 'reviewed'] as const;
type GrantState = (typeof grantStates)[number];

/** What somebody who was not part of it found afterwards. */
export const grantFindings = ['justified', 'excessive', 'misuse'] as const;

/** Who may approve where two others are asked for, and who may review. */
export const overseers = ['security', 'privacy'] as const satisfies readonly StaffRole[];
export type Overseer = (typeof overseers)[number];

export const mostMinutes = 60;
const minute = 60_000;
const hour = 60 * minute;
/** A request that nobody has answered by then is over. */
const answerWithin = 24 * hour;
/** From the end of the grant until somebody else has to have looked at it. */
const reviewWithin = 7 * 24 * hour;

/** Who approves: the person, or somebody of ours who looks after all. */
export type Approver = { readonly personId: string; readonly role: 'client' | Overseer };

/** A grant as its row says it; times in epoch milliseconds. */
export type Grant = {
  readonly personId: string;
  /** The one engagement that it covers; all of the person's when it is left out. */
  readonly engagementId?: string | undefined;
  readonly kinds: readonly ViewableKind[];
  readonly reason: GrantReason;
  readonly ticket: string;
  readonly minutes: number;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly state: GrantState;
  readonly approvals: readonly (Approver & { readonly at: number })[];
  readonly expiresAt?: number | undefined;
  readonly endedAt?: number | undefined;
};

/** Whether it lets its holder in at this moment. */
export const isOpen = ({ state, expiresAt }: Grant, now: number): boolean =>
  state === 'approved' && expiresAt !== undefined && now < expiresAt;

/** Whether its time is over while its row does not say so yet. */
export function isOverdue({ state, requestedAt, expiresAt }: Grant, now: number): boolean {
  if (state === 'requested') return requestedAt + answerWithin <= now;
  return state === 'approved' && !(expiresAt !== undefined && now < expiresAt);
}

/** Whether records were within reach, so that somebody else has to look at it afterwards. */
export const needsReview = ({ state, expiresAt }: Grant): boolean =>
  (state === 'closed' || state === 'expired') && expiresAt !== undefined;

/** By when the review is due; undefined while the grant has not ended, or was never open. */
export const reviewDueAt = (grant: Grant): number | undefined =>
  needsReview(grant) && grant.endedAt !== undefined ? grant.endedAt + reviewWithin : undefined;

/** Whether an engagement is within its scope. */
export const coversEngagement = (grant: Grant, engagement: { engagementId: string; clientId: string }): boolean =>
  grant.personId === engagement.clientId &&
  (grant.engagementId === undefined || grant.engagementId === engagement.engagementId);

const wasPart = ({ requestedBy, approvals }: Grant, personId: string): boolean =>
  requestedBy === personId || approvals.some((approval) => approval.personId === personId);

/** Why somebody cannot approve it, in words; undefined when they can. */
export function approvalRefusal(grant: Grant, { personId, role }: Approver, now: number): string | undefined {
  const { approvedBy } = grantReasons[grant.reason];
  const isPerson = role === 'client';
  if (grant.state !== 'requested' || isOverdue(grant, now))
    return 'The request does not wait for an approval any more.';
  if (!isPerson && approvedBy === 'person') return 'The person whose records it is about approves this, nobody else.';
  if (isPerson && approvedBy !== 'person') return 'Two people of ours approve this; you can end it once it is open.';
  return wasPart(grant, personId) ? 'Whoever asked for it or has approved it already cannot approve it.' : undefined;
}

/** What changes with one more approval; the grant opens when that is enough. */
export function approved(grant: Grant, by: Approver, now: number) {
  const approvals = [...grant.approvals, { ...by, at: now }];
  const needed = grantReasons[grant.reason].approvedBy === 'person' ? 1 : 2;
  if (approvals.length < needed) return { approvals, state: 'requested' } as const;
  return { approvals, state: 'approved', expiresAt: now + grant.minutes * minute } as const;
}

/** Why somebody cannot review it, in words; undefined when they can. */
export function reviewRefusal(grant: Grant, personId: string): string | undefined {
  if (!needsReview(grant)) return 'Only a grant that was open and has ended is reviewed, and once.';
  return wasPart(grant, personId) ? 'It is reviewed by somebody who had no part in it.' : undefined;
}
