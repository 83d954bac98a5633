import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';
import type { CaseScope } from './scope.ts';

/** What twin cases of two instances may tell each other. Numbers only: no id, no name and no time has anywhere to stand. */
const twinCounters = ['people', 'records', 'actions', 'contained', 'openClocks', 'openTasks'] as const;
export type TwinCounters = { readonly [N in (typeof twinCounters)[number]]: number };

export const twinCountersSchema = once(() => {
  const count = () => z.int().check(z.minimum(0));
  return z.strictObject({
    people: count(),
    records: count(),
    actions: count(),
    contained: count(),
    openClocks: count(),
    openTasks: count(),
  });
});

type Work = Omit<TwinCounters, 'people' | 'records'>;

/** The counters of a case. A person carries them across: no server of one instance talks to the other. */
export const countersOf = ({ people, records }: CaseScope, work: Work): TwinCounters => ({
  people,
  records,
  actions: work.actions,
  contained: work.contained,
  openClocks: work.openClocks,
  openTasks: work.openTasks,
});

/** Both cases together, by adding: somebody with records in both instances counts twice. */
export const addedCounters = (ours: TwinCounters, theirs: TwinCounters): TwinCounters =>
  Object.fromEntries(twinCounters.map((name) => [name, ours[name] + theirs[name]])) as TwinCounters;
