import { endOf } from '#/domain/data-map/retention.ts';
import type { BindingRegime } from './binding.ts';
import type { Rule } from './regime.ts';
import { type RuleNameOf, ruleTable } from './rules.ts';
import type { Calendar, ClockStart, Deadline, Duration } from './values.ts';

export type DeadlineName = RuleNameOf<'earliest'>;

/** When something happened from which deadlines count, epoch ms. */
export type Clocks = {
  /** The request arrived, or somebody noticed the breach. Also the moment whose law holds. */
  readonly at: number;
  /** Later events, once they have happened. Until then a deadline that waits for one is counted from `at`, which is earlier. */
  readonly since?: { readonly [C in ClockStart]?: number | undefined };
  /**
   * Public holidays by calendar (`BR`, `CN`, `CA`, `US-CA`, `US-TX`), as `2026-12-25`. One that is missing makes a deadline
   * fall due earlier, never later. Weekends that are worked to make up for a holiday, as in China, are not counted.
   */
  readonly holidays?: Readonly<Record<string, readonly string[]>>;
};

/**
 * What we keep to where a law sets words instead of a number. It is ours, not law: results that rest on it say
 * `byOurDefault`. Words such as `promptly` are three days; `immediately` is four hours towards authorities.
 */
const soon: Duration = { hours: 72 };
const atOnce: Readonly<Partial<Record<DeadlineName, Duration>>> = {
  breachRegulatorDeadline: { hours: 4 },
  breachCsirtDeadline: { hours: 4 },
};
/** The deadline of a request on which no law sets a time. */
export const requestDefault: Duration = { days: 30 };

/** A deadline as a duration, and whether the number is ours because the law gives none. */
export function durationOf(name: DeadlineName, rule: Rule<Deadline>): { within: Duration; byOurDefault: boolean } {
  const { value } = rule;
  if (value === null) return { within: rule.ourDefault ?? requestDefault, byOurDefault: true };
  if (!('promptness' in value)) return { within: value, byOurDefault: false };
  return { within: value.promptness === 'immediately' ? (atOnce[name] ?? soon) : soon, byOurDefault: true };
}

/** The moment (epoch ms) a rule's clock starts: its own event, never before `at`, or `at` while the event is not known. */
function startOf(name: DeadlineName, rule: Rule<Deadline>, clocks: Clocks): number {
  const clock = rule.clock ?? ruleTable[name].clock;
  return Math.max(clocks.at, clocks.since?.[clock] ?? clocks.at);
}

/** When a regime's rule falls due, epoch ms. */
export function dueAt(name: DeadlineName, rule: Rule<Deadline>, regime: BindingRegime, clocks: Clocks): number {
  return endsAt(startOf(name, rule, clocks), durationOf(name, rule).within, calendarOf(regime, clocks));
}

export const calendarOf = ({ calendar }: BindingRegime, { holidays }: Clocks): Calendar => ({
  holidays: new Set(calendar ? holidays?.[calendar.holidays] : []),
  utcOffsetHours: calendar?.utcOffsetHours ?? 0,
});

/**
 * The instant a duration after `start` ends, in UTC: at the same time of day, which is earlier than the end of the day that
 * most laws mean. Months go by the calendar, to the last day of a shorter one.
 */
export function endsAt(start: number, duration: Duration, calendar: Calendar): number {
  if (!Number.isFinite(start))
    throw new RangeError('A deadline needs the moment its clock starts, in epoch milliseconds.');
  if ('businessDays' in duration) return afterBusinessDays(start, duration.businessDays, calendar);
  return endOf(start, duration);
}

const dayMs = 86_400_000;

/** The day on which the clock starts is not counted. */
function afterBusinessDays(start: number, count: number, { holidays, utcOffsetHours }: Calendar): number {
  let moment = start;
  for (let left = count; left > 0; ) {
    moment += dayMs;
    const local = new Date(moment + utcOffsetHours * 3_600_000);
    const weekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
    if (!weekend && !holidays.has(local.toISOString().slice(0, 10))) left -= 1;
  }
  return moment;
}
