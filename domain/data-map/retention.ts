/** How long an entity is kept: a period counted from a moment of its life. */
export type Period = { readonly days?: number; readonly months?: number; readonly hours?: number };
export type Retention = {
  /** The moment from which the period runs. `account.closed` and `engagement.ended` are open until that happens. */
  readonly from: 'created' | 'engagement.ended' | 'account.closed';
  readonly keep: Period;
  /** Whether a legal hold may keep a row longer; if not, TTL deletes it exactly at its expiry. */
  readonly holdable: boolean;
};

export const hours = (count: number): Period => ({ hours: count });
export const days = (count: number): Period => ({ days: count });
export const months = (count: number): Period => ({ months: count });

/** Days that TTL, the net below the sweeper, waits after the expiry of what a hold may touch. */
export const ttlNetDays = 14;

/** The moment (epoch ms) a period after `from` ends; months by the calendar, in UTC. A day that the month lacks becomes its last. */
export function endOf(from: number, keep: Period): number {
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + (keep.months ?? 0));
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() + ((keep.days ?? 0) * 24 + (keep.hours ?? 0)) * 3_600_000;
}

/** The shorter of what the map allows and what the tenant asked for; a tenant may shorten, never lengthen. */
export const shorterOf = (from: number, ceiling: Period, tenant: Period | undefined): number =>
  tenant ? Math.min(endOf(from, ceiling), endOf(from, tenant)) : endOf(from, ceiling);

const words = (count: number | undefined, unit: string): string =>
  count ? `${count} ${unit}${count === 1 ? '' : 's'}` : '';

/** `24 months after the engagement ends`, as notices and representations say it. */
export function describe(retention: Retention): string {
  const { keep } = retention;
  const period = [words(keep.months, 'month'), words(keep.days, 'day'), words(keep.hours, 'hour')].filter(Boolean);
  const since = {
    created: 'after it was made',
    'engagement.ended': 'after the engagement ends',
    'account.closed': 'after the account is closed',
  }[retention.from];
  return `${period.join(' and ') || '0 days'} ${since}`;
}
