import { engagementLog } from '#/domain/data-map/entities/statistics.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import { closedMonths, startOfMonth } from '#/domain/statistics/months.ts';
import { serveClock } from '#/lambdas/platform/serve-clock.ts';
import type { Vault } from '#/vault/vault.ts';
import { statistics } from './contract.ts';
import { gatherMonth } from './gather-month.ts';
import { letOut } from './let-out.ts';

/** Months whose logs are all there still, the oldest first. A month of which some have ended stays untold. */
function dueMonths(now: number): string[] {
  const isWhole = (month: string): boolean => (expiryOf(engagementLog, { createdAt: startOfMonth(month) }) ?? 0) > now;
  return closedMonths(now, 3).filter(isWhole).reverse();
}

async function rollUp(vault: Vault, month: string): Promise<void> {
  for (const [organizationId, due] of await gatherMonth(vault, month))
    await letOut(vault, { organizationId, month }, due);
}

export const handler = serveClock(statistics, async ({ vault, now }) => {
  for (const month of dueMonths(now())) await rollUp(vault, month);
  return {};
});
