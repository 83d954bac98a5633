import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';
import { kinds, type RequestKind, requestKinds } from '#/domain/rights/kinds.ts';
import { type Document, heading, paragraph, table } from './document.ts';

/** Cells below it are withheld: so few cases could be recognised by those who know one. */
export const floor = 5;

/** How a request can stand when its quarter is counted. */
export const outcomes = ['completed', 'refused', 'cancelled', 'open'] as const;
type Outcome = (typeof outcomes)[number];

/** Cases of one quarter, by kind and by how they stand. What is not there counts as none. */
export type TransparencyCounts = {
  /** `2026-Q4`. */
  readonly quarter: string;
  /** The day they were counted, such as `2027-01-04`; the date of the report. */
  readonly countedOn: string;
  readonly requests: { readonly [K in RequestKind]?: { readonly [O in Outcome]?: number | undefined } | undefined };
};

const shown = (count: number): string => (count < floor ? `fewer than ${floor}` : String(count));

/**
 * A total over cells of which some are withheld. It is told only as far as the cells that are shown tell it: any other
 * total would give a withheld cell away to whoever subtracts. So every value below the floor stays equally possible.
 */
function total(counts: readonly number[]): string {
  const told = counts.filter((count) => count >= floor).reduce((sum, count) => sum + count, 0);
  const withheld = counts.filter((count) => count < floor).length;
  return withheld === 0 ? String(told) : `${told} to ${told + withheld * (floor - 1)}`;
}

/**
 * Kinds by outcomes with their totals, small numbers withheld so that nothing that is shown gives them away. Rows and
 * columns are always the same: one that came and went would tell by itself.
 */
export function suppressedTable(requests: TransparencyCounts['requests']): { head: string[]; rows: string[][] } {
  const count = (kind: RequestKind, outcome: Outcome): number => requests[kind]?.[outcome] ?? 0;
  const rows = requestKinds.map((kind) => {
    const counts = outcomes.map((outcome) => count(kind, outcome));
    return [kinds[kind].title, ...counts.map(shown), total(counts)];
  });
  const ofOutcome = (outcome: Outcome): string => total(requestKinds.map((kind) => count(kind, outcome)));
  const all = total(requestKinds.flatMap((kind) => outcomes.map((outcome) => count(kind, outcome))));
  return { head: ['Request', ...outcomes, 'Total'], rows: [...rows, ['Total', ...outcomes.map(ofOutcome), all]] };
}

/** A file with the counts of a quarter. */
export const countsSchema = once(() =>
  z.strictObject({
    quarter: z.string().check(z.regex(/^\d{4}-Q[1-4]$/, 'must be a quarter, such as 2026-Q4')),
    countedOn: z.iso.date('must be a day, such as 2027-01-04'),
    requests: z.partialRecord(
      z.enum(requestKinds),
      z.partialRecord(z.enum(outcomes), z.int().check(z.minimum(0, 'must be a whole number from 0 on'))),
    ),
  }),
);

/** The report of a quarter: requests received and how they were handled (TR8). */
export function transparencyReport({ quarter, countedOn, requests }: TransparencyCounts): Document {
  const { head, rows } = suppressedTable(requests);
  return {
    name: `transparency-report-${quarter.toLowerCase()}`,
    title: `Transparency report ${quarter}`,
    version: quarter,
    date: countedOn,
    blocks: [
      paragraph('Requests of people about their own data, by kind and by how they ended.'),
      heading('Requests'),
      table(head, rows),
      paragraph(
        `Numbers below ${floor} are withheld, none included. A total over withheld numbers is told as the range that they leave open.`,
      ),
    ],
  };
}
