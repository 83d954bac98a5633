import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { JobEvent } from '#/domain/jobs.ts';
import { type JobReport, serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { endEngagement } from '#/vault/end-engagement.ts';
import type { Errand } from '#/vault/errand.ts';
import { lapseHold, readHold } from '#/vault/provisional-holds.ts';
import { scheduleEngagement, schedulePerson } from '#/vault/schedule.ts';
import type { Vault } from '#/vault/vault.ts';
import { retention } from './contract.ts';

type Run = (event: JobEvent, context: DurableContext, vault: Vault) => Promise<JobReport>;

const service = 'service:retention';
const errandOf = (personId: string): Errand => ({ service, name: 'retention', purposes: ['coaching'], personId });

const ofEngagement: Run = async ({ subjectId, resourceId }, context, vault) => ({
  dated: await step(context, 'date', () => scheduleEngagement(vault, subjectId, resourceId)),
});

/** What is left of a person, or all of it while a hold comes or goes. */
const ofPerson: Run = async ({ subjectId }, context, vault) => ({
  dated: await step(context, 'date', () => schedulePerson(vault, subjectId)),
});

/** Nobody of the two can end it any more. Its end is an event like any other, and dates its records. */
const mustEnd: Run = async ({ subjectId, resourceId, at }, context, vault) => ({
  ended: await step(context, 'end', () => endEngagement(vault, errandOf(subjectId), resourceId, at)),
});

/** A provisional hold binds for its 72 hours; then it goes, unless a second person has confirmed it. */
const provisional: Run = async (event, context, vault) => {
  await ofPerson(event, context, vault);
  const seconds = await step(context, 'until', async () => {
    const lapsesAt = (await readHold(vault, event.resourceId))?.values.lapsesAt ?? 0;
    return Math.max(1, Math.ceil((lapsesAt - vault.now()) / 1000));
  });
  await context.wait('hours of the hold', { seconds });
  return { lapsed: await step(context, 'lapse', () => lapseHold(vault, service, event.resourceId)) };
};

const runs: Readonly<Record<string, Run>> = {
  'engagement.ended': ofEngagement,
  'engagement.must_end': mustEnd,
  'account.held': ofPerson,
  'account.erased': ofPerson,
  'hold.placed': ofPerson,
  'hold.provisional': provisional,
  'hold.released': ofPerson,
};

export const handler = serveJob(retention, (event, context, { vault }) => {
  const run = runs[event.type];
  if (!run) throw new TypeError(`The retention has nothing to do for ${event.type}.`);
  return run(event, context, vault);
});
