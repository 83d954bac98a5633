import { serveClock } from '#/lambdas/platform/serve-clock.ts';
import { supportClock } from './contract.ts';
import { endOverdue } from './overdue.ts';

export const handler = serveClock(supportClock, async ({ vault }) => ({ unreviewedGrants: await endOverdue(vault) }));
