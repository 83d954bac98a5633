import type { Entity } from './entity.ts';
import { endOf, shorterOf, ttlNetDays } from './retention.ts';

/** Moments of a record's life that its retention may count from, epoch ms. */
export type Life = {
  readonly createdAt: number;
  readonly engagementEndedAt?: number | undefined;
  readonly accountClosedAt?: number | undefined;
  /** The shorter period the tenant chose for coaching records. */
  readonly tenantMonths?: number | undefined;
};

/** When a record expires (epoch ms), or undefined while what starts its period has not happened. */
export function expiryOf(of: Entity, life: Life): number | undefined {
  const { from, keep } = of.retention;
  if (from === 'created') return endOf(life.createdAt, keep);
  if (from === 'account.closed')
    return life.accountClosedAt === undefined ? undefined : endOf(life.accountClosedAt, keep);
  if (life.engagementEndedAt === undefined) return undefined;
  return shorterOf(life.engagementEndedAt, keep, life.tenantMonths ? { months: life.tenantMonths } : undefined);
}

/** DynamoDB's TTL (epoch seconds): at the expiry, or later by the net where a hold may keep the row. */
export const ttlOf = (of: Entity, expiry: number): number =>
  Math.ceil(expiry / 1000) + (of.retention.holdable ? ttlNetDays * 86_400 : 0);
