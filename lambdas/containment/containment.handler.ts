import { runEvent } from '#/domain/incidents/run.ts';
import { once } from '#/domain/once.ts';
import { serveDurable } from '#/lambdas/platform/serve-job.ts';
import { counterOf } from '#/lambdas/platform/telemetry.ts';
import { containment } from './contract.ts';
import { openEyes } from './eyes.ts';
import { openHands } from './hands.ts';
import type { Live } from './live-run.ts';
import { runPlaybook, runRelease } from './run.ts';

const count = once(() => counterOf(containment));

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
  const ending = event.kind === 'playbook' ? await runPlaybook(live) : await runRelease(live);
  // Nothing else of the run tells an alarm: to Lambda one that failed and said so has succeeded.
  if (ending === 'failed') count()('failedResponses');
  return { ending };
});
