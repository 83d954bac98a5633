import type { Eyes, Hands } from './ports.ts';
import type { Target, TargetType } from './targets.ts';

/**
 * How much authority an action takes:
 * - 0: nothing is taken from anybody for longer than a moment, so that it is done at once and stays (evidence, sign-out);
 * - 1: it can be undone: at once in a P1, and undone again unless a second person ratifies it; else after they agreed;
 * - 2: it cannot be undone: two people agree before.
 */
type Tier = 0 | 1 | 2;

/** What was there before: what the inverse needs to bring it back. Ids, states and counts, never content. */
export type Prior = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The circumstances of one execution: under which case, and the moment that counts as its own (epoch milliseconds). */
export type Occasion = {
  readonly incidentId: string;
  /** Same at every repetition of one execution, so that a repeated call changes nothing more. */
  readonly executionId: string;
  readonly at: number;
  /** `rollback`: nobody ratified it in time, so that the account reopens only behind new secrets. */
  readonly because: 'playbook' | 'release' | 'rollback' | 'lapse' | 'failure';
};

/** One thing that a response can do to a target. A test freezes the catalogue, and demands that inverses are mutual. */
export type Action<T extends TargetType = TargetType> = {
  readonly id: string;
  readonly target: T;
  /** What it does, as the plan and the runbook say it: a sentence without its subject. */
  readonly says: string;
  /** The id of what undoes it. */
  readonly inverse: string | 'irreversible';
  readonly tier: Tier;
  /** MITRE D3FEND id. */
  readonly d3fend: `D3-${string}`;
  /** IAM actions that it takes, besides those of our own tables’ contract. */
  readonly iam: readonly string[];
  /** Captured before any change. `undefined`: there is no such target. */
  readonly look: (eyes: Eyes, target: Target<T>) => Promise<Prior | undefined>;
  /** Whether it would change nothing: it stands like that already. */
  readonly isSo: (prior: Prior) => boolean;
  /** Does it; bears being repeated. `prior` is what `look` saw, or what the undone action had seen. */
  readonly act: (hands: Hands, target: Target<T>, prior: Prior, occasion: Occasion) => Promise<void>;
  /** Whether its effect can be observed from outside. */
  readonly probe: {
    readonly says: string;
    readonly holds: (eyes: Eyes, target: Target<T>, prior: Prior) => Promise<boolean>;
  };
};

export const action = <const T extends TargetType>(definition: Action<T>): Action<T> => definition;
