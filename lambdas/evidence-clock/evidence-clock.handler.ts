import { serveClock } from '#/lambdas/platform/serve-clock.ts';
import { evidenceClock } from './contract.ts';
import { releaseEvidence } from './release.ts';

export const handler = serveClock(evidenceClock, async (services) => {
  await releaseEvidence(services);
  return {};
});
