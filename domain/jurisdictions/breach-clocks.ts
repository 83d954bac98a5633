import type { BindingRegime } from './binding.ts';
import { type Considered, compare } from './comparison.ts';
import type { Clocks } from './deadlines.ts';
import { ruleTable } from './rules.ts';
import type { ClockStart, Deadline } from './values.ts';

const audiences = [
  { audience: 'regulator', deadline: 'breachRegulatorDeadline', threshold: 'breachRegulatorThreshold' },
  { audience: 'csirt', deadline: 'breachCsirtDeadline', threshold: undefined },
  { audience: 'individuals', deadline: 'breachIndividualDeadline', threshold: 'breachIndividualThreshold' },
] as const;

/** Whom one law wants told of a breach, and by when. */
export type BreachClock = Considered<Deadline> & {
  readonly audience: (typeof audiences)[number]['audience'];
  readonly dueAt: number;
  /** Which breaches it is about, in the law's terms; absent where the law names none. */
  readonly threshold?: string;
  /** What the law counts from. */
  readonly countsFrom: ClockStart;
  /** That this has happened. Until then `dueAt` counts from the awareness, and can only move later. */
  readonly started: boolean;
};

/** What happened and when, epoch ms; what has not happened yet is left out. */
type Breach = {
  readonly awareAt: number;
  readonly determinedAt?: number | undefined;
  readonly individualsNotifiedAt?: number | undefined;
} & Pick<Clocks, 'holidays'>;

/** Every duty to notify of a breach, the earliest first. Whether a threshold is met is for whoever knows the case. */
export function breachClocks(regimes: readonly BindingRegime[], breach: Breach): readonly BreachClock[] {
  const { awareAt, determinedAt, individualsNotifiedAt, ...rest } = breach;
  const since: NonNullable<Clocks['since']> = {
    aware: awareAt,
    determined: determinedAt,
    individuals_notified: individualsNotifiedAt,
  };
  const clocks: Clocks = { at: awareAt, since, ...rest };
  return audiences
    .flatMap(({ audience, deadline, threshold }) =>
      compare(deadline, regimes, clocks).map((rule): BreachClock => {
        const widest = threshold && compare(threshold, regimes, clocks).find(({ regime }) => regime === rule.regime);
        const countsFrom = rule.clock ?? ruleTable[deadline].clock;
        return {
          ...rule,
          audience,
          dueAt: rule.dueAt ?? awareAt,
          ...(widest ? { threshold: widest.value } : {}),
          countsFrom,
          started: since[countsFrom] !== undefined,
        };
      }),
    )
    .sort((a, b) => a.dueAt - b.dueAt);
}
