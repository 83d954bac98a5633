import type { DurableContext } from '@aws/durable-execution-sdk-js';
import { attemptsAtMost, waitBefore } from '#/domain/integrations/propagations.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { type JobReport, serveJob, step } from '#/lambdas/platform/serve-job.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { webhooks } from './contract.ts';
import { deliver } from './deliver.ts';
import { escalate, tell } from './tell.ts';

type Run = (event: JobEvent, context: DurableContext, services: Services) => Promise<JobReport>;

/** Tries over days, each attempt on its own merits. */
const sendDelivery: Run = async (event, context, services) => {
  for (let attempt = 1; attempt <= attemptsAtMost; attempt++) {
    const outcome = await step(context, 'deliver', () =>
      deliver(services, event, { isFirst: attempt === 1, isLast: attempt === attemptsAtMost }),
    );
    if (outcome !== 'again') return { outcome, attempts: attempt };
    await context.wait('retry', { seconds: waitBefore(attempt) });
  }
  return { outcome: 'dropped', attempts: attemptsAtMost };
};

/** Asks until it is confirmed or the time is over, and then has it looked after. */
const tellUntilConfirmed: Run = async (event, context, services) => {
  for (let attempt = 1; ; attempt++) {
    const { state, secondsLeft } = await step(context, 'tell', () => tell(services, event, { isFirst: attempt === 1 }));
    if (state !== 'pending') return { state, attempts: attempt };
    if (secondsLeft === 0) break;
    await context.wait('retry', { seconds: Math.min(waitBefore(attempt), secondsLeft) });
  }
  await step(context, 'escalate', () => escalate(services, event));
  return { state: 'escalated' };
};

const runs: Readonly<Record<string, Run>> = {
  'delivery.prepared': sendDelivery,
  'propagation.begun': tellUntilConfirmed,
};

export const handler = serveJob(webhooks, (event, context, services) => {
  const run = runs[event.type];
  if (!run) throw new TypeError(`The webhooks have nothing to do for ${event.type}.`);
  return run(event, context, services);
});
