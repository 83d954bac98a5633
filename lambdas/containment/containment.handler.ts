import { runEvent } from '#/domain/incidents/run.ts';
import { serveDurable } from '#/lambdas/platform/serve-job.ts';
import { containment } from './contract.ts';
import { openEyes } from './eyes.ts';
import { openHands } from './hands.ts';
import type { Live } from './live.ts';
import { runPlaybook, runRelease } from './run.ts';

/** Killed at any point, it goes on where it was: nobody is left half contained without the case saying so. */
export const handler = serveDurable(containment, runEvent, async (event, context, services) => {
  const live: Live = {
    event,
    context,
    services,
    eyes: openEyes(services),
    hands: openHands(services),
    taken: [],
    begun: 0,
  };
  return { ending: event.kind === 'playbook' ? await runPlaybook(live) : await runRelease(live) };
});
