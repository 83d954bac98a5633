import { describe, expect, it } from 'vitest';
import { closedMonths, closesAt, dayOf, daysOf, monthAfter } from '#/domain/statistics/months.ts';

const at = (iso: string): number => Date.parse(iso);

describe('months', () => {
  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-03', -24, '2024-03'],
    ['2026-05', 0, '2026-05'],
  ])('%s and %i months are %s', (month, count, result) => {
    expect(monthAfter(month, count)).toBe(result);
  });

  it.each([
    ['2026-02', 28],
    ['2028-02', 29],
    ['2026-11', 30],
    ['2026-12', 31],
  ])('%s has %i days, each once and in order', (month, count) => {
    const days = daysOf(month);
    expect(days).toHaveLength(count);
    expect(new Set(days).size).toBe(count);
    expect(days).toEqual(days.toSorted());
    expect(days.every((day) => day.startsWith(month))).toBe(true);
  });

  it('AN8: a moment is a day, whatever its time', () => {
    expect(dayOf(at('2026-11-21T00:00:00.000Z'))).toBe('2026-11-21');
    expect(dayOf(at('2026-11-21T23:59:59.999Z'))).toBe('2026-11-21');
  });

  it('are closed a day after their end, when the outbox has handed everything over', () => {
    expect(closesAt('2026-11')).toBe(at('2026-12-02T00:00:00Z'));
    expect(closedMonths(at('2026-12-01T23:59:59.999Z'), 2)).toEqual(['2026-10', '2026-09']);
    expect(closedMonths(at('2026-12-02T00:00:00Z'), 2)).toEqual(['2026-11', '2026-10']);
    expect(closedMonths(at('2027-01-31T12:00:00Z'), 1)).toEqual(['2026-12']);
  });
});
