import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serveJob } from '#/lambdas/platform/serve-job.ts';
import { eraseAccount } from './account.ts';
import { erasures } from './contract.ts';
import { deleteEarly } from './early.ts';
import { resume } from './resume.ts';
import type { Run } from './run.ts';

const runs: Readonly<Record<string, Run>> = {
  'erasure.confirmed': eraseAccount,
  'deletion.confirmed': deleteEarly,
  'hold.released': resume,
};

/** Killed at any point, it goes on where it was: what a step has answered is kept, and every step bears being repeated. */
export const handler = serveJob(
  erasures,
  (event, context, services) => {
    const run = runs[event.type];
    if (!run) throw new TypeError(`The erasures have nothing to do for ${event.type}.`);
    return run(event, { context, services });
  },
  { buckets: objectStore },
);
