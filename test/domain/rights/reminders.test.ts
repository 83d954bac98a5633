import { describe, expect, it } from 'vitest';
import type { Standing } from '#/domain/rights/moves.ts';
import { remindersOf } from '#/domain/rights/reminders.ts';

const receivedAt = Date.parse('2026-11-01T10:00:00Z');
const dueAt = Date.parse('2026-12-01T10:00:00Z');
const given = (said: Partial<Standing>): Standing => ({
  kind: 'access',
  state: 'in_progress',
  receivedAt,
  dueAt,
  ...said,
});
const daysOf = (said: Partial<Standing>) =>
  remindersOf(given(said)).map(({ at, to }) => `${to} ${new Date(at).toISOString().slice(5, 10)}`);

describe('RI9: the reminders of a request', () => {
  it('ask the person to confirm, and those who answer it before it is due', () => {
    expect(daysOf({ state: 'identity_unverified' })).toEqual([
      'person 11-04',
      'person 11-08',
      'person 11-15',
      'office 11-17',
      'office 11-24',
      'office 11-28',
      'office 11-30',
    ]);
  });

  it('ask for no confirmation that was given, and move with what is due', () => {
    expect(daysOf({ confirmedAt: receivedAt, dueAt: receivedAt + 2 * 86_400_000 })).toEqual(['office 11-02']);
  });

  it('end with the request', () => {
    for (const state of ['completed', 'refused', 'cancelled'] as const) expect(daysOf({ state })).toEqual([]);
  });

  it('tell of the last days in which an erasure can be called off', () => {
    const graceUntil = Date.parse('2026-11-30T10:00:00Z');
    expect(daysOf({ kind: 'erasure', confirmedAt: receivedAt, graceUntil })[1]).toBe('office 11-24');
    expect(daysOf({ kind: 'erasure', confirmedAt: receivedAt, graceUntil })).toContain('person 11-27');
  });
});
