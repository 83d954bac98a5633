import type { Outcome, ThresholdQuestion } from './thresholds.ts';

/** `unknown` counts as the answer that leads to a notice. */
type ThresholdAnswer = 'yes' | 'no' | 'unknown';
export type ThresholdAnswers = Readonly<Partial<Record<ThresholdQuestion, ThresholdAnswer>>>;

/** One step of the way through a tree. */
export type Step = { readonly asked: ThresholdQuestion | `at-least-${number}`; readonly answer: ThresholdAnswer };
export type Finding = { readonly outcome: Outcome; readonly path: readonly Step[] };

/** What was decided about a clock, with the way through the tree and a digest of the reasons in words. */
export type DecidedClock = Finding & {
  readonly by: string;
  readonly at: number;
  readonly reasonsDigest: string;
};
