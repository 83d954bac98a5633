import { serveClock } from '#/lambdas/platform/serve-clock.ts';
import { majorityClock } from './contract.ts';
import { endAtMajority } from './majority.ts';

export const handler = serveClock(majorityClock, async ({ vault }) => {
  await endAtMajority(vault);
  return {};
});
