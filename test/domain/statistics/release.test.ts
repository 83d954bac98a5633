import { describe, expect, it } from 'vitest';
import type { Participant } from '#/domain/statistics/people.ts';
import { release } from '#/domain/statistics/release.ts';

const lead = 'terms-lead';
const calm = 'terms-calm';

/** So many people of a programme, the first of them active and in sessions. */
const people = (termsId: string, size: number, active: number, over: Partial<Participant> = {}): Participant[] =>
  Array.from({ length: size }, (_, index) => ({
    personId: `${termsId}-${index}`,
    termsId,
    engagementId: `e-${termsId}-${index}`,
    active: index < active,
    sessions: index < active ? 2 : 0,
    counted: false,
    ...over,
  }));
const known = { counted: true } as const;
const down = () => 0.99;
const cell = (termsId: string | null, participants: number | null, active: number | null, sessions: number | null) => ({
  termsId,
  participants,
  active,
  sessions,
});

/** Chance that falls as given, one draw after the other. */
function drawn(...draws: number[]): () => number {
  return () => draws.shift() ?? 0;
}

describe('figures of a month', () => {
  it('are shown of the whole and of a programme that is large enough', () => {
    expect(release(people(lead, 30, 20), [], down).cells).toEqual([cell(null, 30, 20, 40), cell(lead, 30, 20, 40)]);
  });

  it.each([
    ['four people', 4, 2, cell(null, null, null, null)],
    ['five people, of whom nothing more can be said', 5, 3, cell(null, 5, null, null)],
    ['ten people, nearly all active', 10, 6, cell(null, 10, null, null)],
    ['ten people, all active', 10, 10, cell(null, 10, null, null)],
    ['ten people, none active', 10, 0, cell(null, 10, null, null)],
    ['ten people, half of them active', 10, 5, cell(null, 10, 5, 10)],
  ])('of %s', (_, size, active, whole) => {
    expect(release(people(lead, size, active), [], down).cells[0]).toEqual(whole);
  });

  it('AN1: hide a larger programme with a small one that the total would tell otherwise', () => {
    const { cells } = release([...people(lead, 30, 15), ...people(calm, 12, 6)], [], down);
    expect(cells).toEqual([cell(null, 40, 20, 40), cell(calm, 10, null, null), cell(lead, 30, null, null)]);
  });

  it('never read as everybody, however chance rounds', () => {
    const { cells } = release(people(lead, 12, 7), [], drawn(0.9, 0.1, 0.9, 0.9, 0.1));
    expect(cells[0]).toMatchObject({ participants: 10, active: 5 });
  });

  it('AN8: fall by chance on one of two neighbours, once and for all', () => {
    const first = release(people(lead, 32, 17), [], drawn(0.1, 0.9, 0.1, 0.1, 0.9));
    expect(first.cells[0]).toMatchObject({ participants: 35, active: 15 });
    for (const draw of [0.1, 0.5, 0.9]) {
      const again = release(people(lead, 32, 17, known), first.sums, () => draw);
      expect(again.cells).toEqual(first.cells);
    }
  });
});

describe('figures of the month after', () => {
  const first = release(people(lead, 30, 15), [], down);

  it('do not move for four who do something else, and do for five', () => {
    for (const active of [11, 19]) {
      const { cells } = release(people(lead, 30, active, known), first.sums, down);
      expect(cells[0]).toMatchObject({ participants: 30, active: 15 });
    }
    expect(release(people(lead, 30, 20, known), first.sums, down).cells[0]).toMatchObject({ active: 20 });
    expect(release(people(lead, 30, 10, known), first.sums, down).cells[0]).toMatchObject({ active: 10 });
  });

  it('do not move for four newcomers, and do for five', () => {
    const newcomers = (count: number) =>
      people(lead, 30 + count, 15).map((one, index) => ({ ...one, counted: index < 30 }));
    const four = release(newcomers(4), first.sums, down);
    expect([four.cells[0], four.counted.length]).toEqual([first.cells[0], 30]);
    const five = release(newcomers(5), first.sums, down);
    expect([five.cells[0], five.counted.length]).toEqual([cell(null, 35, 15, 30), 35]);
  });

  it('keep counting those who have left, and say no more of the others than can be said', () => {
    const { cells, counted } = release(people(lead, 8, 4, known), first.sums, down);
    expect(cells).toEqual([cell(null, 30, null, null), cell(lead, 30, null, null)]);
    expect(counted).toHaveLength(8);
  });

  it('are compared with what was last told, also after a month that told nothing', () => {
    const silent = release(people(lead, 30, 3, known), first.sums, down);
    expect(silent.cells[0]).toEqual(cell(null, 30, null, null));
    expect(release(people(lead, 30, 18, known), silent.sums, down).cells[0]).toMatchObject({ active: 15 });
  });
});
