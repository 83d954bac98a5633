import type { NewEntry } from './timeline.ts';

/** What is decided in a case, and what can come of it. The reasons are words, sealed elsewhere. */
const decisionTopics = {
  'contain-further': ['yes', 'no'],
  'tell-people': ['yes', 'no', 'later'],
  'notify-authority': ['yes', 'no', 'later'],
  'call-police': ['yes', 'no'],
  'call-legal': ['yes', 'no'],
  'restore-service': ['yes', 'no'],
  'accept-risk': ['yes', 'no'],
} as const;
type DecisionTopic = keyof typeof decisionTopics;

/** An entry of the decision log. */
export type Decision<T extends DecisionTopic = DecisionTopic> = {
  readonly decisionId: string;
  readonly topic: T;
  readonly outcome: (typeof decisionTopics)[T][number];
  readonly by: string;
  readonly at: number;
  /** Digest of its reasons: a decision without any is none. */
  readonly reasonsDigest: string;
  /** Who was asked or told, by id. */
  readonly informed: readonly string[];
};

/** A decision as the timeline keeps it. */
export const decisionEntry = ({ decisionId, topic, outcome, by, at, reasonsDigest, informed }: Decision): NewEntry => ({
  at,
  actor: by,
  kind: 'decision',
  facts: { decisionId, topic, outcome, informed },
  textDigest: reasonsDigest,
});
