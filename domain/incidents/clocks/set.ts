import type { BindingRegime } from '#/domain/jurisdictions/binding.ts';
import { type BreachClock, breachClocks } from '#/domain/jurisdictions/breach-clocks.ts';
import type { LegalClock } from './clock.ts';
import type { ClockId } from './clock-id.ts';
import { type ClockRefusal, refuseClock } from './refusals.ts';

/** What happened and when, epoch ms; what has not happened yet is left out. */
export type BreachTimes = {
  readonly awareAt: number;
  readonly determinedAt?: number | undefined;
  readonly individualsNotifiedAt?: number | undefined;
  /** Public holidays by calendar. */
  readonly holidays?: Readonly<Record<string, readonly string[]>> | undefined;
};

const clockIdOf = ({ regime, audience }: BreachClock): ClockId => `${regime}-${audience}`;

const clockOf = (duty: BreachClock, awareAt: number): LegalClock => ({
  clockId: clockIdOf(duty),
  regime: duty.regime,
  audience: duty.audience,
  citation: duty.citation,
  awareAt,
  dueAt: duty.dueAt,
  countsFrom: duty.countsFrom,
  started: duty.started,
  byOurDefault: duty.byOurDefault ?? false,
  threshold: duty.threshold,
  warned: [],
  sent: [],
});

/** One clock per law and audience; of two versions of a rule (adults, minors) the one that is due first. */
function clocksOf(regimes: readonly BindingRegime[], times: BreachTimes): LegalClock[] {
  const { holidays, ...moments } = times;
  const duties = breachClocks(regimes, { ...moments, ...(holidays ? { holidays } : {}) });
  const first = new Map<ClockId, LegalClock>();
  for (const duty of duties) if (!first.has(clockIdOf(duty))) first.set(clockIdOf(duty), clockOf(duty, times.awareAt));
  return [...first.values()];
}

/**
 * The clocks of a breach under the regimes of everybody affected, the earliest first. `lateReasonDigest`: why they start when
 * one is over already; without it such a start is refused, so that a mistyped moment does not look like a missed deadline.
 */
export function setClocks(
  regimes: readonly BindingRegime[],
  times: BreachTimes,
  now: number,
  lateReasonDigest?: string,
): readonly LegalClock[] | ClockRefusal {
  const { awareAt } = times;
  if (!Number.isFinite(awareAt)) return refuseClock('no-moment');
  if (awareAt > now) return refuseClock('not-yet');
  const clocks = clocksOf(regimes, times);
  const isOver = clocks.some(({ dueAt }) => dueAt <= now);
  return isOver && lateReasonDigest === undefined ? refuseClock('already-over') : clocks;
}

/**
 * The clocks after more is known: when it was determined, when people were told, whom else it hit. Nothing that was decided,
 * raised or sent is lost, and no clock goes away.
 */
export function resetClocks(
  clocks: readonly LegalClock[],
  regimes: readonly BindingRegime[],
  times: BreachTimes,
): readonly LegalClock[] {
  const anew = new Map(clocksOf(regimes, times).map((clock) => [clock.clockId, clock]));
  const kept = clocks.map((clock) => {
    const { dueAt, started } = anew.get(clock.clockId) ?? clock;
    // An alarm that comes again belongs to the new time.
    const warned = dueAt === clock.dueAt ? clock.warned : [];
    return { ...clock, dueAt, started, warned };
  });
  const known = new Set(clocks.map(({ clockId }) => clockId));
  const more = [...anew.values()].filter(({ clockId }) => !known.has(clockId));
  return [...kept, ...more].sort((a, b) => a.dueAt - b.dueAt);
}
