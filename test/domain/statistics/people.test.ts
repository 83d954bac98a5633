import { describe, expect, it } from 'vitest';
import { logKindOf } from '#/domain/statistics/events.ts';
import { logIdOf, readLogId } from '#/domain/statistics/log-id.ts';
import { gather, type LogLine } from '#/domain/statistics/people.ts';

const line = (over: Partial<LogLine>): LogLine => ({
  personId: 'kim',
  organizationId: 'org',
  termsId: 'terms-b',
  engagementId: 'e-1',
  day: '2026-11-10',
  kind: 'active',
  ...over,
});

function gathered(lines: readonly LogLine[], lastReleaseId?: string) {
  const gathering = gather('2026-11', lastReleaseId);
  for (const each of lines) gathering.add(each);
  return gathering.people();
}

describe('who takes part in a month', () => {
  it('are those invited or active in it or in the month before, and nobody from before or after that', () => {
    const days = { old: '2026-09-30', before: '2026-10-01', in: '2026-11-30', after: '2026-12-01' };
    const people = gathered(Object.entries(days).map(([personId, day]) => line({ personId, day, kind: 'invited' })));
    expect(people.map(({ personId }) => personId)).toEqual(['before', 'in']);
  });

  it('are active only by something of this very month other than an invitation', () => {
    const people = gathered([
      line({ personId: 'invited', kind: 'invited' }),
      line({ personId: 'before', day: '2026-10-31' }),
      line({ personId: 'active' }),
      line({ personId: 'coached', kind: 'session_completed', mark: 'a' }),
    ]);
    expect(people.map(({ personId, active }) => [personId, active])).toEqual([
      ['invited', false],
      ['before', false],
      ['active', true],
      ['coached', true],
    ]);
  });

  it('count once, in the first of their programmes, with all that they did and at most four sessions', () => {
    const sessions = ['a', 'b', 'c', 'd', 'e'].map((mark) =>
      line({ termsId: mark < 'c' ? 'terms-a' : 'terms-b', kind: 'session_completed', mark }),
    );
    expect(gathered([line({ termsId: 'terms-b' }), ...sessions])).toEqual([
      { personId: 'kim', termsId: 'terms-a', engagementId: 'e-1', active: true, sessions: 4, counted: false },
    ]);
  });

  it('are known as counted by the mark of the last release only', () => {
    const counted = (mark: string) => [line({}), line({ day: '2026-10-31', kind: 'counted', mark })];
    expect(gathered(counted('last'), 'last')[0]?.counted).toBe(true);
    expect(gathered(counted('cut-short'), 'last')[0]?.counted).toBe(false);
    expect(gathered(counted('last'))[0]?.counted).toBe(false);
  });

  it('are not those of whom only a mark is left', () => {
    expect(gathered([line({ kind: 'counted', mark: 'last' })], 'last')).toEqual([]);
  });
});

describe('a line of a log', () => {
  it.each([
    ['2026-11-21', 'active', undefined],
    ['2026-11-21', 'session_completed', 'Jd9_-x0'],
    ['2026-11-30', 'counted', '0c1e7a34-9f6b-4f53-8f0e-6f6d1f5b8a11'],
  ] as const)('says in its id %s, %s, %s', (day, kind, mark) => {
    expect(readLogId(logIdOf(day, kind, mark))).toEqual({ day, kind, mark });
  });

  it('MI1: is made of what figures need, and of nothing else', () => {
    expect(logKindOf('message.sent')).toBe('active');
    expect(logKindOf('engagement.proposed')).toBe('invited');
    for (const other of ['consent.given', 'request.received', 'agreement.signed', 'session.no_show'])
      expect(logKindOf(other), other).toBeUndefined();
  });
});
