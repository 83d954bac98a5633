const dayMs = 86_400_000;

/** The day (UTC) of a moment, as `2026-11-21`: all that figures need of a time. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
export const startOfDay = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The month of a day, as `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The month so many months later; earlier with a negative number. */
export function monthAfter(month: string, count: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

export const startOfMonth = (month: string): number => startOfDay(`${month}-01`);

/** Every day of a month, the first one first. */
export function daysOf(month: string): string[] {
  const first = startOfMonth(month);
  const count = Math.round((startOfMonth(monthAfter(month, 1)) - first) / dayMs);
  return Array.from({ length: count }, (_, index) => dayOf(first + index * dayMs));
}

/**
 * From when on a month can be counted: a day after its end. What the outbox has not handed over by then is a dead letter.
 */
export const closesAt = (month: string): number => startOfMonth(monthAfter(month, 1)) + dayMs;

/** The last so many months that can be counted at a moment, the newest first. */
export function closedMonths(now: number, count: number): string[] {
  const current = monthOf(dayOf(now));
  const last = closesAt(monthAfter(current, -1)) <= now ? -1 : -2;
  return Array.from({ length: count }, (_, index) => monthAfter(current, last - index));
}
