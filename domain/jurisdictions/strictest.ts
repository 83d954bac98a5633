import type { BindingRegime } from './binding.ts';
import { type Considered, compare } from './comparison.ts';
import type { Clocks } from './deadlines.ts';
import { type HumanReview, oppositionIn } from './opposition.ts';
import { type RuleName, ruleTable, type ValueOf } from './rules.ts';

type Settled<V> = Considered<V> & { readonly humanReview?: undefined };
type Opposed = { readonly [K in keyof Considered<never>]?: undefined } & { readonly humanReview: HumanReview };

/** The strictest rule with its regime and citation, or why there is none; and all that were compared, the strictest first. */
export type Strictest<V> = (Settled<V> | Opposed) & { readonly considered: readonly Considered<V>[] };

/**
 * The strictest rule of a name among the regimes that are binding, in the direction of the rule table; undefined when none
 * of them says anything. Deadlines are turned into instants first, each by its own clock and calendar. Duties that oppose
 * each other come back for human review, without a value: being strict on one side would break the other.
 */
export function strictest<N extends RuleName>(
  name: N,
  regimes: readonly BindingRegime[],
  clocks: Clocks,
): Strictest<ValueOf<N>> | undefined {
  const considered = compare(name, regimes, clocks);
  const [first] = considered;
  if (!first) return undefined;
  const governing = ruleTable[name].direction === 'together' ? together(first, considered) : first;
  const humanReview = oppositionIn(name, {
    rules: considered,
    governing,
    other: (otherName) => compare(otherName, regimes, clocks),
    at: clocks.at,
  });
  return humanReview ? { considered, humanReview } : { ...governing, considered };
}

/** Texts that hold side by side, each with its citation. */
function together<V>(first: Considered<V>, considered: readonly Considered<V>[]): Considered<V> {
  const all = (texts: readonly unknown[]): string => [...new Set(texts)].join(' + ');
  return {
    ...first,
    value: all(considered.map(({ value }) => value)) as V,
    citation: all(considered.map(({ citation }) => citation)),
  };
}
