/**
 * What a person of ours looks at before it takes effect: the consent of somebody who may need protection, or an objection
 * that compelling grounds stand against. What can be found, by kind and decision: a review gives a reason, never words.
 */
const findings = {
  consent: { granted: ['free_and_informed'], denied: ['under_pressure', 'not_understood'] },
  objection: { granted: ['grounds_insufficient'], denied: ['grounds_prevail'] },
} as const;

export type ReviewKind = keyof typeof findings;
export const reviewKinds = Object.keys(findings) as ReviewKind[];

export const reviewDecisions = ['granted', 'denied'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];
/** `overtaken`: the person chose anew before anybody had decided, so there was nothing left to decide. */
export const reviewStates = ['open', ...reviewDecisions, 'overtaken'] as const;

type ReviewFinding = (typeof findings)[ReviewKind][ReviewDecision][number];
export const reviewFindings: readonly ReviewFinding[] = reviewKinds.flatMap((kind) =>
  reviewDecisions.flatMap((decision): readonly ReviewFinding[] => findings[kind][decision]),
);

/** What may be found with a decision on a review of this kind. */
export const findingsFor = (kind: ReviewKind, decision: ReviewDecision): readonly ReviewFinding[] =>
  findings[kind][decision];
