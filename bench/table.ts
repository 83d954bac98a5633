import type { Figure } from './bench.ts';

type Row = readonly string[];

/** Rows with aligned columns, the first row as their head. */
export function table([head = [], ...rows]: readonly Row[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Row): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

const times = (value: number | string): string => (typeof value === 'number' ? `${value.toFixed(2)} x` : value);
const verdict = ({ met }: Figure): string => (met === undefined ? '' : met ? 'met' : 'NOT MET');

/** The one table of a run. */
export const figureTable = (figures: readonly Figure[]): string =>
  table([
    ['what', 'ours', 'baseline', 'ratio (median)', 'worst', 'target', 'met'],
    ...figures.map((figure) => [
      figure.what,
      figure.ours,
      figure.baseline,
      figure.ratio === undefined ? '-' : times(figure.ratio),
      times(figure.worst),
      figure.target,
      verdict(figure),
    ]),
  ]);
