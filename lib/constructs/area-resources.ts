import type { Pool } from '#/domain/access/roles.ts';
import type { BlockLists } from '#/lib/block-lists-stack.ts';
import type { Instance } from '#/lib/instances.ts';
import type { KeyUse, Place } from '#/lib/names.ts';

export type PoolFacts = { readonly id: string; readonly arn: string; readonly clientId: string };

/** Everything of the instance that a contract may ask for. ARNs, so that a stack needs no other stack's constructs. */
export type AreaResources = {
  readonly instance: Instance;
  readonly place: Place;
  /** Doors of the other instances: public facts, named in `/.well-known/coachvault`. */
  readonly siblings: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<Exclude<KeyUse, 'logs' | 'backup'>, string>>;
  /** Absent only where the pools themselves are made: their trigger knows no pool. */
  readonly pools?: Readonly<Record<Pool, PoolFacts>>;
  /** What a response acts on; the keys are all but the one of its own state. Absent until the lists are made. */
  readonly response?: { readonly blockLists: BlockLists; readonly keyArns: readonly string[] };
  /** Log groups of the API's functions. */
  readonly logGroups: readonly string[];
};
