import { type Report, reportNames } from './floors.ts';
import type { Cell } from './release.ts';

/** A figure as a sponsor reads it. What is not shown says so in one way, whatever the cause. */
type ReportedFigure = { readonly value: number | null; readonly suppressed: boolean };
type ReportedCell = { readonly [R in Report]: ReportedFigure };
export type ReportedMonth = {
  readonly month: string;
  readonly total: ReportedCell;
  readonly programmes: (ReportedCell & { readonly termsId: string })[];
};

const figure = (value: number | null): ReportedFigure => ({ value, suppressed: value === null });

const cell = (found: Cell | undefined): ReportedCell =>
  Object.fromEntries(reportNames.map((report) => [report, figure(found?.[report] ?? null)])) as ReportedCell;

/**
 * The report over some months: the same months and programmes whatever happened in them. A month that has no release, for
 * nobody took part, repeats `participants` of the one before it, as any other month would.
 */
export function reportOf(
  months: readonly string[],
  termsIds: readonly string[],
  releases: ReadonlyMap<string, readonly Cell[]>,
): ReportedMonth[] {
  let last: readonly Cell[] = [];
  const oldestFirst = months.toSorted().map((month): ReportedMonth => {
    last = releases.get(month) ?? last.map(({ termsId, participants }) => only(termsId, participants));
    const of = (termsId: string | null) => cell(last.find((each) => each.termsId === termsId));
    return { month, total: of(null), programmes: termsIds.map((termsId) => ({ termsId, ...of(termsId) })) };
  });
  return oldestFirst.reverse();
}

const only = (termsId: string | null, participants: number | null): Cell => ({
  termsId,
  participants,
  active: null,
  sessions: null,
});
