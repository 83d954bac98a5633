import type { BenchInstance } from './instance/start.ts';

/** One line of the table. Numbers come as text with their unit, since each bench knows its own. */
export type Figure = {
  readonly what: string;
  readonly ours: string;
  /** What it is compared with, and what that took; `-` where the target is absolute. */
  readonly baseline: string;
  /** Median over the rounds; absent where the target is absolute. */
  readonly ratio?: number;
  /** The least favourable round, in the unit of `ratio`, or as text with its own. */
  readonly worst: number | string;
  readonly target: string;
  /** `undefined` marks a figure that explains others and has no target. */
  readonly met: boolean | undefined;
};

export type Outcome = {
  readonly figures: readonly Figure[];
  /** Printed below the table: what the figures are made of. */
  readonly notes?: readonly string[];
};

/** One bench. `instance()` starts a local instance with people and notes, once for all benches that ask for it. */
export type Bench = {
  readonly says: string;
  readonly run: (given: { readonly instance: () => Promise<BenchInstance> }) => Promise<Outcome>;
};
