import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsAt } from '#/domain/jurisdictions/deadlines.ts';
import { strictest } from '#/domain/jurisdictions/strictest.ts';
import type { Calendar, Duration } from '#/domain/jurisdictions/values.ts';
import { regimesOf } from './situations.ts';

const utc: Calendar = { holidays: new Set(), utcOffsetHours: 0 };
const moment = fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') });
const iso = (time: number | undefined): string => new Date(time ?? Number.NaN).toISOString();

describe('RI9: when a deadline falls due', () => {
  it.each([
    ['2026-11-20T15:00:00Z', { hours: 72 }, '2026-11-23T15:00:00.000Z'],
    ['2026-11-20T15:00:00Z', { days: 15 }, '2026-12-05T15:00:00.000Z'],
    ['2027-01-31T10:00:00Z', { months: 1 }, '2027-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00Z', { months: 1 }, '2028-02-29T10:00:00.000Z'],
    ['2026-03-31T23:59:59Z', { months: 1 }, '2026-04-30T23:59:59.000Z'],
    ['2026-11-30T08:00:00Z', { months: 3 }, '2027-02-28T08:00:00.000Z'],
    // Friday, Saturday, Sunday and Monday
    ['2026-11-20T15:00:00Z', { businessDays: 3 }, '2026-11-25T15:00:00.000Z'],
    ['2026-11-21T15:00:00Z', { businessDays: 3 }, '2026-11-25T15:00:00.000Z'],
    ['2026-11-22T15:00:00Z', { businessDays: 3 }, '2026-11-25T15:00:00.000Z'],
    ['2026-11-23T15:00:00Z', { businessDays: 3 }, '2026-11-26T15:00:00.000Z'],
    ['2026-12-24T09:00:00Z', { businessDays: 10 }, '2027-01-07T09:00:00.000Z'],
    // The clocks of Europe and of North America change in between; ours do not.
    ['2026-10-24T12:00:00Z', { hours: 72 }, '2026-10-27T12:00:00.000Z'],
    ['2026-10-30T12:00:00Z', { businessDays: 3 }, '2026-11-04T12:00:00.000Z'],
  ])('%s and %j: %s', (start, duration, due) => {
    expect(iso(endsAt(Date.parse(start), duration as Duration, utc))).toBe(due);
  });

  it('a holiday is not worked, on a weekend it changes nothing', () => {
    const christmas: Calendar = { ...utc, holidays: new Set(['2026-12-25', '2026-12-26', '2027-01-01']) };
    const start = Date.parse('2026-12-24T09:00:00Z');
    expect(iso(endsAt(start, { businessDays: 1 }, christmas))).toBe('2026-12-28T09:00:00.000Z');
    expect(iso(endsAt(start, { businessDays: 10 }, christmas))).toBe('2027-01-11T09:00:00.000Z');
  });

  it('a place east of Greenwich has its weekend when it has it', () => {
    // Friday 20:00 in UTC is Saturday 04:00 in Beijing; so is the next Friday's, and the working day before it is taken.
    const beijing: Calendar = { ...utc, utcOffsetHours: 8 };
    const start = Date.parse('2026-11-20T20:00:00Z');
    expect(iso(endsAt(start, { businessDays: 1 }, beijing))).toBe('2026-11-22T20:00:00.000Z');
    expect(iso(endsAt(start, { businessDays: 1 }, utc))).toBe('2026-11-23T20:00:00.000Z');
  });

  it('business days end on a working day at the same time of day, with that many working days after the start', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const due = endsAt(start, { businessDays: count }, utc);
        const days = Array.from({ length: (due - start) / 86_400_000 }, (_, index) => start + (index + 1) * 86_400_000);
        const worked = days.filter((day) => ![0, 6].includes(new Date(day).getUTCDay()));
        expect(worked).toHaveLength(count);
        expect(worked.at(-1)).toBe(due);
      }),
    );
  });

  it('refuses to count from a moment that is none', () => {
    for (const start of [Number.NaN, Number.POSITIVE_INFINITY])
      for (const duration of [{ businessDays: 3 }, { hours: 72 }])
        expect(() => endsAt(start, duration, utc)).toThrow(RangeError);
  });
});

describe('RI10: deadlines become instants before they are compared, each by its own clock and calendar', () => {
  const breach = (at: string, known?: string, holidays: readonly string[] = []) => {
    const [aware, determined] = [Date.parse(at), known === undefined ? undefined : Date.parse(known)];
    const clocks = { at: aware, since: { determined }, holidays: { BR: holidays } };
    const result = strictest('breachRegulatorDeadline', regimesOf('DE + BR', aware), clocks);
    return result?.considered.map(({ regime, dueAt }) => [regime, iso(dueAt)]);
  };

  it('over a weekend 72 hours are earlier than 3 business days', () => {
    expect(breach('2026-11-20T15:00:00Z')).toEqual([
      ['eu-gdpr', '2026-11-23T15:00:00.000Z'],
      ['br-lgpd', '2026-11-25T15:00:00.000Z'],
    ]);
  });

  it('inside a week they are the same instant, unless a holiday or a later start of the clock stands between', () => {
    const monday = '2026-11-23T15:00:00Z';
    const same = '2026-11-26T15:00:00.000Z';
    expect(breach(monday)).toEqual([
      ['eu-gdpr', same],
      ['br-lgpd', same],
    ]);
    expect(breach(monday, undefined, ['2026-11-25'])?.[1]).toEqual(['br-lgpd', '2026-11-27T15:00:00.000Z']);
    expect(breach(monday, '2026-11-24T09:00:00Z')?.[1]).toEqual(['br-lgpd', '2026-11-27T09:00:00.000Z']);
  });

  it('10 business days are later than 14 calendar days only where a holiday stands between', () => {
    fc.assert(
      fc.property(moment, (at) => {
        const due = (holidays: readonly string[]) =>
          strictest('optOutDeadline', regimesOf('CA-ON', at), { at, holidays: { CA: holidays } })?.dueAt ?? 0;
        expect(due([])).toBeLessThanOrEqual(at + 14 * 86_400_000);
        const tomorrow = new Date(at + 86_400_000).toISOString().slice(0, 10);
        expect(due([tomorrow])).toBeGreaterThanOrEqual(due([]));
      }),
    );
  });

  it('a clock that has not started counts from the awareness, and never from before it', () => {
    const at = Date.parse('2026-11-20T15:00:00Z');
    const due = (individuals_notified?: number) =>
      strictest('breachRegulatorDeadline', regimesOf('US-CA', at), { at, since: { individuals_notified } })?.dueAt;
    const days15 = 15 * 86_400_000;
    expect(due()).toBe(at + days15);
    expect(due(at + 86_400_000)).toBe(at + 86_400_000 + days15);
    expect(due(at - 86_400_000)).toBe(at + days15);
  });
});
