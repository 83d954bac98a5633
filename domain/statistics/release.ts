import { type Cut, shownCuts } from './cuts.ts';
import { below, type Figure, figureOf } from './figure.ts';
import { type Report, reportNames } from './floors.ts';
import { measure, type Programme, type Sums } from './measure.ts';
import type { Participant } from './people.ts';

/** What a sponsor sees: of the organisation (`termsId` null) or of a programme. Null is not shown, for whatever reason. */
export type Cell = { readonly termsId: string | null } & { readonly [R in Report]: number | null };

export type Release = {
  readonly cells: readonly Cell[];
  readonly sums: readonly Sums[];
  /** Those whom the figures count from now on. */
  readonly counted: readonly Participant[];
};

/** One value for each report. */
const perReport = <T>(make: (report: Report) => T): { readonly [R in Report]: T } =>
  Object.fromEntries(reportNames.map((report) => [report, make(report)])) as { [R in Report]: T };

/** The organisation’s figure adds up those of its programmes that can be told. One that is too small for that is not in it. */
function total(programmes: readonly Programme[], last: Sums | undefined, random: () => number) {
  const sums = perReport((report): Figure | undefined => {
    const parts = programmes.flatMap(({ measures }) => measures[report]?.figure.sum ?? []);
    if (parts.length === 0) return undefined;
    return figureOf(
      parts.reduce((sum, part) => sum + part),
      last?.[report],
      random,
    );
  });
  const { participants, active } = sums;
  return { ...sums, active: participants && active && below(active, participants) };
}

function cutsOf(programmes: readonly Programme[], report: Report): Cut[] {
  return programmes.flatMap(({ termsId, measures }) => {
    const measured = measures[report];
    return measured ? [{ termsId, people: measured.people, others: measured.others }] : [];
  });
}

function programmeCells(programmes: readonly Programme[]): Cell[] {
  const shown = perReport((report) => shownCuts(cutsOf(programmes, report)));
  return programmes.map(({ termsId, measures }) => ({
    termsId,
    ...perReport((report) => (shown[report].has(termsId) ? (measures[report]?.figure.shown ?? null) : null)),
  }));
}

const latestSums = ({ termsId, measures }: Programme, last: Sums | undefined): Sums => ({
  termsId,
  // What cannot be told this month is compared with what was told before, when it can be told again.
  ...perReport((report) => measures[report]?.figure ?? last?.[report]),
});

/** An organisation’s figures for a month, given who took part and what was let out before. */
export function release(people: readonly Participant[], last: readonly Sums[], random: () => number): Release {
  const lastOf = (termsId: string | null) => last.find((sums) => sums.termsId === termsId);
  const byTerms = Map.groupBy(people, ({ termsId }) => termsId);
  const termsIds = [...new Set([...last.flatMap(({ termsId }) => termsId ?? []), ...byTerms.keys()])].sort();
  const programmes = termsIds.map((termsId) => measure(termsId, byTerms.get(termsId) ?? [], lastOf(termsId), random));
  const whole = total(programmes, lastOf(null), random);
  const wholeCell = { termsId: null, ...perReport((report) => whole[report]?.shown ?? null) };
  const wholeSums = { termsId: null, ...perReport((report) => whole[report] ?? lastOf(null)?.[report]) };
  return {
    cells: [wholeCell, ...programmeCells(programmes)],
    sums: [wholeSums, ...programmes.map((each) => latestSums(each, lastOf(each.termsId)))],
    counted: programmes.flatMap(({ counted }) => counted),
  };
}
