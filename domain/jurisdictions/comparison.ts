import { endOf, type Period as Keep } from '#/domain/data-map/retention.ts';
import type { BindingRegime } from './binding.ts';
import { type Clocks, type DeadlineName, dueAt, durationOf } from './deadlines.ts';
import type { RegimeId, Rule } from './regime.ts';
import { regimes as packs } from './regimes.ts';
import { type RuleName, ruleTable, type ValueOf } from './rules.ts';
import type { Deadline, Period } from './values.ts';

/** One regime's rule as it came into a comparison. */
export type Considered<V> = Rule<V> & {
  readonly regime: RegimeId;
  /** When it falls due, epoch ms; deadlines only. */
  readonly dueAt?: number;
  /** The law sets no number: the one we keep to is ours. */
  readonly byOurDefault?: true;
};

/**
 * Every rule of a name among the regimes, the strictest first. Of rules that ask the same, law comes before a default of
 * ours, and then the order of the packs decides, so that the answer does not depend on the order of the question.
 */
export function compare<N extends RuleName>(
  name: N,
  regimes: readonly BindingRegime[],
  clocks: Clocks,
): readonly Considered<ValueOf<N>>[] {
  const ranked = regimes.flatMap((regime) => {
    const rule = regime.rules[name] as Rule<ValueOf<N>> | undefined;
    if (!rule || (ruleTable[name].direction === 'longest' && rule.value === null)) return [];
    const one: Considered<ValueOf<N>> = { ...rule, regime: regime.id, ...timing(name, rule, regime, clocks) };
    return [{ one, rank: rankOf(name, one, clocks.at), key: JSON.stringify(one) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || tieBreak(a.one) - tieBreak(b.one) || (a.key < b.key ? -1 : 1));
  return ranked
    .filter(({ key }, index) => ranked.findIndex((other) => other.key === key) === index)
    .map(({ one }) => one);
}

/** Orders rules that ask the same: law before a default of ours, then by pack. */
export const tieBreak = ({ regime, byOurDefault }: { regime: RegimeId; byOurDefault?: boolean }): number =>
  packs.findIndex(({ id }) => id === regime) + (byOurDefault ? packs.length : 0);

function timing(name: RuleName, rule: Rule<unknown>, regime: BindingRegime, clocks: Clocks) {
  if (ruleTable[name].direction !== 'earliest') return {};
  const [deadline, within] = [name as DeadlineName, rule as Rule<Deadline>];
  const { byOurDefault } = durationOf(deadline, within);
  return { dueAt: dueAt(deadline, within, regime, clocks), ...(byOurDefault ? { byOurDefault } : {}) };
}

/** The lower, the stricter. */
function rankOf(name: RuleName, { value, dueAt }: Considered<unknown>, at: number): number {
  const rule = ruleTable[name];
  switch (rule.direction) {
    case 'earliest':
      return dueAt ?? Number.NEGATIVE_INFINITY;
    case 'oldest':
      return -(value as number);
    case 'longest':
      return -keptUntil(at, value as Period);
    case 'ladder':
      return (rule.order as readonly unknown[]).indexOf(value);
    case 'together':
      return 0;
  }
}

/** When a period that starts at `at` is over (epoch ms); one that is not set is over at once. */
export function keptUntil(at: number, period: Period): number {
  const keep: Keep = period === null ? {} : 'years' in period ? { months: period.years * 12 } : period;
  return endOf(at, keep);
}
