import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { Action, Prior } from '#/domain/incidents/action.ts';
import type { Eyes, Hands } from '#/domain/incidents/ports.ts';
import type { RunEvent } from '#/domain/incidents/run.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import type { Services } from '#/lambdas/platform/services.ts';

/** An action that this run has taken. */
export type Taken = {
  readonly action: Action;
  readonly target: Target;
  readonly prior: Prior;
  readonly number: string;
};

/** One execution of the engine: what it works with, and what it has done so far. Rebuilt from its history at every replay. */
export type Live = {
  readonly event: RunEvent;
  readonly context: DurableContext;
  readonly services: Services;
  readonly eyes: Eyes;
  readonly hands: Hands;
  readonly taken: Taken[];
  /** How many actions were begun: the next one’s number. */
  begun: number;
};
