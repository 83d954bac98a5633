import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { JobEvent } from '#/domain/jobs.ts';
import { type JobReport, serveJob, step } from '#/lambdas/platform/serve-job.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { begin } from './begin.ts';
import { propagations } from './contract.ts';
import { recipientsOn } from './recipients.ts';
import { resume, suspend } from './suspend.ts';

type Run = (event: JobEvent, context: DurableContext, services: Services) => Promise<JobReport>;

/** Puts on record whom an event makes us tell; each has an event of its own, and so is told at its own pace. */
const tellAll: Run = async (event, context, { vault, mintId }) => {
  const planned = await step(context, 'plan', async () =>
    (await recipientsOn(vault, event)).map((to) => ({ ...to, propagationId: mintId('propagation') })),
  );
  let begun = 0;
  for (const to of planned) if (await step(context, 'begin', () => begin(vault, event, to))) begun += 1;
  return { begun };
};

const runs: Readonly<Record<string, Run>> = {
  'propagation.escalated': async (event, context, { vault }) => ({
    suspended: await step(context, 'suspend', () => suspend(vault, event)),
  }),
  'integration.signed': async (event, context, { vault }) => ({
    resumed: await step(context, 'resume', () => resume(vault, event)),
  }),
};

export const handler = serveJob(propagations, (event, context, services) =>
  (runs[event.type] ?? tellAll)(event, context, services),
);
