import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  floor,
  outcomes,
  suppressedTable,
  type TransparencyCounts,
  transparencyReport,
} from '#/domain/documents/transparency-report.ts';
import { requestKinds } from '#/domain/rights/kinds.ts';
import { textOf } from './given-documents.ts';

type Requests = TransparencyCounts['requests'];
type Cell = { kind: (typeof requestKinds)[number]; outcome: (typeof outcomes)[number] };

const count = fc.oneof(fc.integer({ min: 0, max: floor + 1 }), fc.integer({ min: 0, max: 5_000 }));
const requests: fc.Arbitrary<Requests> = fc.record(
  Object.fromEntries(
    requestKinds.map((kind) => [kind, fc.record(Object.fromEntries(outcomes.map((outcome) => [outcome, count])))]),
  ),
);
const cells: Cell[] = requestKinds.flatMap((kind) => outcomes.map((outcome) => ({ kind, outcome })));
const countIn = (of: Requests, { kind, outcome }: Cell): number => of[kind]?.[outcome] ?? 0;
const withCount = (of: Requests, { kind, outcome }: Cell, value: number): Requests => ({
  ...of,
  [kind]: { ...of[kind], [outcome]: value },
});
const small = (of: Requests): Cell[] => cells.filter((cell) => countIn(of, cell) < floor);

describe('TR8: the transparency report', () => {
  it('gives no cell below the floor away: any other value below it gives the same report, totals included', () => {
    fc.assert(
      fc.property(requests, fc.array(fc.integer({ min: 0, max: floor - 1 })), (given, others) => {
        const changed = small(given).reduce((of, cell, at) => withCount(of, cell, others[at] ?? floor - 1), given);
        expect(suppressedTable(changed)).toEqual(suppressedTable(given));
      }),
    );
  });

  it('shows no number below the floor, and every other one as it is', () => {
    fc.assert(
      fc.property(requests, (given) => {
        const { rows } = suppressedTable(given);
        for (const { kind, outcome } of cells) {
          const shown = rows[requestKinds.indexOf(kind)]?.[outcomes.indexOf(outcome) + 1];
          const value = countIn(given, { kind, outcome });
          expect(shown).toBe(value < floor ? 'fewer than 5' : String(value));
        }
      }),
    );
  });

  it('has totals that are right: exact over shown cells, else a range that holds the real one', () => {
    fc.assert(
      fc.property(requests, (given) => {
        const { rows } = suppressedTable(given);
        const total = cells.reduce((sum, cell) => sum + countIn(given, cell), 0);
        const [low = Number.NaN, high = low] = (rows.at(-1)?.at(-1) ?? '').split(' to ').map(Number);
        expect(low).toBeLessThanOrEqual(total);
        expect(high).toBeGreaterThanOrEqual(total);
        expect(high - low).toBe(small(given).length * (floor - 1));
      }),
    );
  });

  it('has the same rows and columns whatever happened', () => {
    const { head, rows } = suppressedTable({});
    expect(head).toEqual(['Request', ...outcomes, 'Total']);
    expect(rows).toHaveLength(requestKinds.length + 1);
    const full = suppressedTable(cells.reduce((of, cell) => withCount(of, cell, 100), {} as Requests));
    expect([full.head, full.rows.map(([name]) => name)]).toEqual([head, rows.map(([name]) => name)]);
    expect(full.rows.at(-1)?.at(-1)).toBe(String(cells.length * 100));
  });

  it('names its quarter, and the day of its counts', () => {
    const counts = { quarter: '2026-Q4', countedOn: '2027-01-04', requests: { access: { completed: 12 } } };
    const report = transparencyReport(counts);
    expect(report).toMatchObject({ name: 'transparency-report-2026-q4', version: '2026-Q4', date: '2027-01-04' });
    expect(textOf(report)).toContain('12');
  });
});
