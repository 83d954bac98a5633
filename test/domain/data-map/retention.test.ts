import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { note } from '#/domain/data-map/entities/coaching.ts';
import { organization } from '#/domain/data-map/entities/directory.ts';
import { accessLogEntry, idempotencyRecord } from '#/domain/data-map/entities/safeguards.ts';
import { expiryOf, ttlOf } from '#/domain/data-map/expiry.ts';
import { days, endOf, hours, describe as inWords, months, shorterOf } from '#/domain/data-map/retention.ts';

const at = (iso: string): number => Date.parse(iso);
const moment = fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2190-01-01T00:00:00Z') });

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
/** Days of a month, 0 to 11, by the rule one learns at school. */
const daysIn = (year: number, month: number): number =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;

describe('MI4: how long a record is kept', () => {
  it.each([
    ['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00Z'],
    ['2024-01-31T10:00:00Z', 1, '2024-02-29T10:00:00Z'],
    ['2024-02-29T23:59:59Z', 12, '2025-02-28T23:59:59Z'],
    ['2024-02-29T00:00:00Z', 48, '2028-02-29T00:00:00Z'],
    ['2096-02-29T00:00:00Z', 48, '2100-02-28T00:00:00Z'],
    ['2026-03-31T00:00:00Z', 6, '2026-09-30T00:00:00Z'],
    ['2026-12-31T00:00:00Z', 2, '2027-02-28T00:00:00Z'],
    ['2026-11-21T10:00:00Z', 24, '2028-11-21T10:00:00Z'],
  ])('%s and %i months end at %s', (from, count, end) => {
    expect(endOf(at(from), months(count))).toBe(at(end));
  });

  it('counts months by the calendar: same time of day, same day or the last one of a shorter month', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 600 }), (from, count) => {
        const [start, end] = [new Date(from), new Date(endOf(from, months(count)))];
        const monthsFromZero = start.getUTCFullYear() * 12 + start.getUTCMonth() + count;
        const [year, month] = [Math.floor(monthsFromZero / 12), monthsFromZero % 12];
        expect([end.getUTCFullYear(), end.getUTCMonth()]).toEqual([year, month]);
        expect(end.getUTCDate()).toBe(Math.min(start.getUTCDate(), daysIn(year, month)));
        expect(end.getTime() % 86_400_000).toBe(from % 86_400_000);
      }),
    );
  });

  it('counts days and hours by the clock', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 5_000 }), (from, count) => {
        expect(endOf(from, days(count)) - from).toBe(count * 86_400_000);
        expect(endOf(from, hours(count)) - from).toBe(count * 3_600_000);
      }),
    );
  });

  it('MI13: a tenant may shorten the period and never lengthen it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 1_000 }), (from, max, chosen) => {
        const end = shorterOf(from, months(max), months(chosen));
        expect(end).toBeLessThanOrEqual(endOf(from, months(max)));
        expect(end).toBe(endOf(from, months(Math.min(max, chosen))));
        expect(shorterOf(from, months(max), undefined)).toBe(endOf(from, months(max)));
      }),
    );
    const { schema } = organization.fields.retentionMonths;
    expect(schema.safeParse(24).success).toBe(true);
    for (const odd of [0, 25, -1, 1.5, '12', Number.NaN]) expect(schema.safeParse(odd).success).toBe(false);
  });

  it('runs from the moment that starts it, and not before', () => {
    const createdAt = at('2026-01-01T00:00:00Z');
    expect(expiryOf(note, { createdAt })).toBeUndefined();
    const engagementEndedAt = at('2026-03-31T00:00:00Z');
    expect(expiryOf(note, { createdAt, engagementEndedAt })).toBe(at('2028-03-31T00:00:00Z'));
    expect(expiryOf(note, { createdAt, engagementEndedAt, tenantMonths: 6 })).toBe(at('2026-09-30T00:00:00Z'));
    expect(expiryOf(note, { createdAt, engagementEndedAt, tenantMonths: 600 })).toBe(at('2028-03-31T00:00:00Z'));
    expect(expiryOf(accessLogEntry, { createdAt })).toBe(at('2027-02-01T00:00:00Z'));
    expect(expiryOf(organization, { createdAt })).toBeUndefined();
    expect(expiryOf(organization, { createdAt, accountClosedAt: createdAt })).toBe(at('2026-01-31T00:00:00Z'));
  });

  it('TTL deletes no sooner than the end: at it where no hold can touch the row, 14 days later where one may', () => {
    fc.assert(
      fc.property(moment, (expiry) => {
        const exact = ttlOf(idempotencyRecord, expiry);
        expect(exact * 1000 - expiry).toBeGreaterThanOrEqual(0);
        expect(exact * 1000 - expiry).toBeLessThan(1000);
        expect(ttlOf(note, expiry) - exact).toBe(14 * 86_400);
      }),
    );
  });

  it('says it in words', () => {
    expect(inWords(note.retention)).toBe('24 months after the engagement ends');
    expect(inWords(idempotencyRecord.retention)).toBe('24 hours after it was made');
    expect(inWords({ from: 'account.closed', keep: days(1), holdable: true })).toBe(
      '1 day after the account is closed',
    );
    expect(inWords({ from: 'account.closed', keep: days(0), holdable: true })).toBe(
      '0 days after the account is closed',
    );
  });
});
