import { AwsError } from '#/local/aws/service.ts';

/** When a schedule fires: once, or again and again. Times are epoch ms. */
export type Timetable = { readonly at: number } | { readonly everyMs: number };

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const AT = /^at\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\)$/;
/** EventBridge takes `1 day` and `2 days`, but neither `1 days` nor `2 day`. */
const RATE = /^rate\((?:(1) (minute|hour|day)|([2-9]|[1-9]\d{1,4}) (minute|hour|day)s)\)$/;

/** Reads `at(2027-01-31T09:00:00)`, in UTC, or `rate(2 days)`. @throws AwsError for anything else, cron(...) included */
export function parseExpression(expression: string): Timetable {
  const at = Date.parse(`${AT.exec(expression)?.[1]}Z`);
  if (!Number.isNaN(at)) return { at };
  const [, one, unit, many, units] = RATE.exec(expression) ?? [];
  const everyMs = Number(one ?? many) * (unitMs[unit ?? units ?? ''] ?? Number.NaN);
  if (!Number.isNaN(everyMs)) return { everyMs };
  throw new AwsError(
    'ValidationException',
    'Invalid ScheduleExpression: the local scheduler takes at(yyyy-mm-ddThh:mm:ss) and rate(N minutes|hours|days).',
  );
}

/**
 * The time after `fired`, if there is one. What was missed while nothing ran, or while the clock jumped, is made up for
 * once, not as often as it was missed.
 */
export function nextTime(timetable: Timetable, fired: number, now: number): number | undefined {
  if ('at' in timetable) return undefined;
  const { everyMs } = timetable;
  return fired + Math.max(1, Math.floor((now - fired) / everyMs) + 1) * everyMs;
}
