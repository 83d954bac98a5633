/**
 * proposed -> active <-> paused -> ended. It starts only when coach and client have signed an agreement and the client
 * has reviewed their privacy settings; once ended it stays ended.
 */
export const engagementStates = ['proposed', 'active', 'paused', 'ended'] as const;
export type EngagementState = (typeof engagementStates)[number];

export const engagementMoves = {
  start: { from: ['proposed', 'paused'], to: 'active' },
  pause: { from: ['active'], to: 'paused' },
  end: { from: ['proposed', 'active', 'paused'], to: 'ended' },
} as const satisfies Record<string, { from: readonly EngagementState[]; to: EngagementState }>;
export type EngagementMove = keyof typeof engagementMoves;

type Standing = {
  status: EngagementState;
  privacyReviewedAt?: string | undefined;
  agreement?: { coachSignedAt?: string | undefined; clientSignedAt?: string | undefined } | undefined;
};

/** What still stands in the way of starting, in words that say the mend; empty when nothing does. */
export function missingToStart({ agreement, privacyReviewedAt }: Standing): string[] {
  return [
    agreement ? '' : 'propose an agreement',
    agreement && !agreement.coachSignedAt ? 'the coach signs the agreement' : '',
    agreement && !agreement.clientSignedAt ? 'the client signs the agreement' : '',
    privacyReviewedAt ? '' : 'the client confirms the review of the privacy settings',
  ].filter(Boolean);
}

/** The state a move leads to, or undefined where the engagement cannot make it. */
export const engagementAfter = (status: EngagementState, move: EngagementMove): EngagementState | undefined => {
  const { from, to }: { from: readonly EngagementState[]; to: EngagementState } = engagementMoves[move];
  return from.includes(status) ? to : undefined;
};
