import { serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { connectionsOf } from '#/vault/sharing.ts';
import { deliveries } from './contract.ts';
import { prepare } from './prepare.ts';

/** For each tool that the person has connected: a sealed message of what it declared, and an event that has it sent. */
export const handler = serveJob(deliveries, async (event, context, services) => {
  const { vault, mintId } = services;
  const planned = await step(context, 'plan', async () =>
    (await connectionsOf(vault, event.subjectId)).map((to) => ({ ...to, deliveryId: mintId('delivery') })),
  );
  let prepared = 0;
  for (const to of planned) if (await step(context, 'prepare', () => prepare(services, event, to))) prepared += 1;
  return { connected: planned.length, prepared };
});
