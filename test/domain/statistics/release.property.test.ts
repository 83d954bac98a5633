import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floors, type Report, reportNames, reports } from '#/domain/statistics/floors.ts';
import type { Participant } from '#/domain/statistics/people.ts';
import type { Cell, Release } from '#/domain/statistics/release.ts';
import { type History, histories, largeHistories, life, nameOf, releasesOf } from './populations.ts';

const anyHistory = fc.oneof(histories({ min: 0, max: 45 }), largeHistories);
const cellsOf = (releases: readonly Release[]): (readonly Cell[])[] => releases.map(({ cells }) => cells);
const figuresOf = (cells: readonly Cell[]): number[] =>
  cells.flatMap((cell) => reportNames.flatMap((report) => cell[report] ?? []));

/** Those behind a figure of a programme in one month, and those it leaves out. */
function behind(report: Report, counted: readonly Participant[], termsId: string) {
  const own = counted.filter((one) => one.termsId === termsId);
  const isIn = {
    participants: () => true,
    active: (one: Participant) => one.active,
    sessions: (one: Participant) => one.sessions > 0,
  };
  const people = own.filter(isIn[report]);
  return { people: people.length, others: own.length - people.length };
}

/** Programmes, oldest figures included, whose sum goes into the total of a month. */
function toldIn({ counted, cells }: Release, report: Report): string[] {
  const termsIds = cells.flatMap(({ termsId }) => termsId ?? []);
  if (report === 'participants') return termsIds;
  return termsIds.filter((termsId) => {
    const { people, others } = behind(report, counted, termsId);
    return people >= floors.group && others >= floors.group;
  });
}

describe('what is let out', () => {
  it('EN15 AN1: are multiples of the rounding, never nothing and never everybody', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyHistory, fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (history, chances) => {
        for (const { cells } of releasesOf(history, () => chances.next().value)) {
          seen += figuresOf(cells).length;
          for (const figure of figuresOf(cells)) {
            expect(figure).toBeGreaterThanOrEqual(floors.group);
            expect(figure % floors.rounding).toBe(0);
          }
          for (const { participants, active } of cells)
            if (active !== null) expect(active).toBeLessThan(participants ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('EN15: a figure of a programme stands for ten people and leaves ten out; one of the whole, five', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const { cells, counted } of releasesOf(history))
          for (const { termsId, ...cell } of cells)
            for (const report of ['active', 'sessions'] as const) {
              if (cell[report] === null) continue;
              seen += 1;
              const floor = termsId ? floors.cut : floors.group;
              const parts = termsId ? [termsId] : [...new Set(counted.map((one) => one.termsId))];
              const sizes = parts.map((part) => behind(report, counted, part));
              expect(Math.max(...sizes.map(({ people }) => people))).toBeGreaterThanOrEqual(floor);
              expect(Math.max(...sizes.map(({ others }) => others))).toBeGreaterThanOrEqual(floor);
            }
      }),
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('AN1: below the floor, every answer is the same whoever is added, taken away or does something else', () => {
    fc.assert(
      fc.property(histories({ min: 0, max: floors.group - 2 }), life, fc.nat(), (history, other, index) => {
        const nothing = cellsOf(releasesOf([])).map(() => [
          { termsId: null, participants: null, active: null, sessions: null },
        ]);
        const shown = (world: History) =>
          cellsOf(releasesOf(world)).map((cells) => cells.filter(({ termsId }) => termsId === null));
        expect(shown(history)).toEqual(nothing);
        expect(shown([...history, other])).toEqual(nothing);
        expect(shown(history.toSpliced(index % Math.max(history.length, 1), 1))).toEqual(nothing);
        expect(figuresOf(cellsOf(releasesOf([...history, other])).flat())).toEqual([]);
      }),
    );
  });

  it('AN1: at any size, a newcomer changes no answer before a whole group of newcomers has come', () => {
    let unseen = 0;
    fc.assert(
      fc.property(anyHistory, life, (history, newcomer) => {
        const withThem = [...history, newcomer];
        const name = nameOf(history.length);
        const [without, joined] = [releasesOf(history), releasesOf(withThem)];
        joined.every(({ counted, cells }, month) => {
          if (counted.some(({ personId }) => personId === name)) return false;
          const own = cells.filter(
            ({ termsId }) =>
              termsId !== newcomer.termsId || without[month]?.cells.some((cell) => cell.termsId === termsId),
          );
          expect(own).toEqual(without[month]?.cells);
          unseen += 1;
          return true;
        });
      }),
    );
    expect(unseen).toBeGreaterThan(50);
  });
});

describe('what can be had by adding and subtracting', () => {
  it('EN15: the programmes that are hidden are, as one group, as safe as those that are shown', () => {
    let hiddenGroups = 0;
    fc.assert(
      fc.property(anyHistory, (history) => {
        for (const made of releasesOf(history))
          for (const report of ['active', 'sessions'] as const) {
            const whole = made.cells.find(({ termsId }) => termsId === null);
            const hidden = toldIn(made, report).filter(
              (termsId) => !made.cells.some((cell) => cell.termsId === termsId && cell[report] !== null),
            );
            const shown = toldIn(made, report).length - hidden.length;
            if (whole?.[report] === null || hidden.length === 0 || shown === 0) continue;
            hiddenGroups += 1;
            const sizes = hidden.map((termsId) => behind(report, made.counted, termsId));
            expect(sizes.reduce((sum, { people }) => sum + people, 0)).toBeGreaterThanOrEqual(floors.cut);
            expect(sizes.reduce((sum, { others }) => sum + others, 0)).toBeGreaterThanOrEqual(floors.cut);
          }
      }),
      { numRuns: 500 },
    );
    expect(hiddenGroups).toBeGreaterThan(0);
  });

  it('AN1: no combination of participants, over programmes and months, is a group smaller than five', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const groups = groupsBehindParticipants(releasesOf(history));
        for (const size of combinedSizes(groups)) if (size > 0) expect(size).toBeGreaterThanOrEqual(floors.group);
      }),
    );
  });

  it('AN1: a programme’s figure changes from one month to another by what takes a whole group, or not at all', () => {
    let moves = 0;
    fc.assert(
      fc.property(anyHistory, (history) => {
        const releases = releasesOf(history);
        for (const [index, later] of releases.entries())
          for (const earlier of releases.slice(0, index))
            for (const sums of later.sums.filter(({ termsId }) => termsId !== null))
              for (const report of reportNames) {
                const before = earlier.sums.find(({ termsId }) => termsId === sums.termsId)?.[report];
                const now = sums[report];
                if (!before || !now || index - releases.indexOf(earlier) > 1) continue;
                const change = Math.abs(now.sum - before.sum);
                if (change === 0) expect(now.shown).toBe(before.shown);
                else expect(change).toBeGreaterThanOrEqual(floors.group * reports[report].most);
                moves += change === 0 ? 0 : 1;
              }
      }),
    );
    expect(moves).toBeGreaterThan(20);
  });
});

/** For every cell of `participants` that is shown, whom it counts: everybody who was admitted up to that month. */
function groupsBehindParticipants(releases: readonly Release[]): ReadonlySet<string>[] {
  const admitted = new Map<string, Set<string>>();
  return releases.flatMap(({ cells, counted }, month) => {
    for (const { personId, termsId } of counted) {
      const group = admitted.get(termsId) ?? new Set();
      admitted.set(termsId, group);
      const before = releases[month - 1]?.counted.some((one) => one.personId === personId && one.termsId === termsId);
      // Who comes back after a time is a newcomer again, and counts again.
      if (!before) group.add(`${personId}@${month}`);
    }
    return cells
      .filter(({ participants }) => participants !== null)
      .map(
        ({ termsId }) =>
          new Set(termsId ? admitted.get(termsId) : [...admitted.values()].flatMap((group) => [...group])),
      );
  });
}

/** The sizes of all groups that sums and differences of up to three of these groups come to. */
function combinedSizes(groups: readonly ReadonlySet<string>[]): number[] {
  const everybody = [...new Set(groups.flatMap((group) => [...group]))];
  const distinct = [...new Map(groups.map((group) => [[...group].sort().join(), group])).values()];
  const vectors = distinct.map((group) => everybody.map((one) => (group.has(one) ? 1 : 0)));
  const signed = [...vectors, ...vectors.map((vector) => vector.map((value) => -value)), everybody.map(() => 0)];
  const sizes: number[] = [];
  for (const a of signed)
    for (const b of signed)
      for (const c of signed) {
        let size = 0;
        const isGroup = a.every((value, index) => {
          const sum = value + (b[index] ?? 0) + (c[index] ?? 0);
          size += sum;
          return sum === 0 || sum === 1;
        });
        if (isGroup) sizes.push(size);
      }
  return sizes;
}
