import type { Figure } from './bench.ts';
import { medianOf, milliseconds, ratios } from './measure.ts';

/** A figure that must be at most `target` times its baseline; without a target it only informs. `per` divides the times. */
export function atMost(
  what: string,
  { ours, baseline, named }: { ours: readonly number[]; baseline: readonly number[]; named: string },
  { target, per = 1 }: { target?: number; per?: number },
): Figure {
  const all = ratios(ours, baseline);
  const ratio = medianOf(all);
  return {
    what,
    ours: milliseconds(medianOf(ours) / per),
    baseline: `${named}: ${milliseconds(medianOf(baseline) / per)}`,
    ratio,
    worst: Math.max(...all),
    target: target === undefined ? '-' : `<= ${target} x`,
    met: target === undefined ? undefined : ratio <= target,
  };
}

/** Operations a second of two, for information: `count` of them in each round. The ratio is ours over theirs: more is better. */
export function perSecond(
  what: string,
  { ours, baseline, named }: { ours: readonly number[]; baseline: readonly number[]; named: string },
  count: number,
): Figure {
  const faster = ratios(baseline, ours);
  const rate = (times: readonly number[]): string => `${Math.round((1000 * count) / medianOf(times))}/s`;
  return {
    what,
    ours: rate(ours),
    baseline: `${named}: ${rate(baseline)}`,
    ratio: medianOf(faster),
    worst: Math.min(...faster),
    target: '-',
    met: undefined,
  };
}

/** A count or a size that must be at most `target`. */
export function limit(what: string, value: number, target: number, unit: string, worst: number = value): Figure {
  const show = (number: number): string => `${Math.round(number * 100) / 100} ${unit}`.trim();
  return {
    what,
    ours: show(value),
    baseline: '-',
    worst: show(worst),
    target: `<= ${show(target)}`,
    met: value <= target,
  };
}
