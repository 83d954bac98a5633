import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EngagementMove,
  engagementAfter,
  engagementMoves,
  engagementStates,
  missingToStart,
} from '#/domain/coaching/engagement-state.ts';
import { type SessionMove, sessionAfter, sessionMoves, sessionStates } from '#/domain/coaching/session-state.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const at = (offset: number): string => new Date(now + offset).toISOString();

describe('IA22: an engagement', () => {
  it.each([
    ['proposed', 'start', 'active'],
    ['proposed', 'pause', undefined],
    ['proposed', 'end', 'ended'],
    ['active', 'start', undefined],
    ['active', 'pause', 'paused'],
    ['active', 'end', 'ended'],
    ['paused', 'start', 'active'],
    ['paused', 'pause', undefined],
    ['paused', 'end', 'ended'],
    ['ended', 'start', undefined],
    ['ended', 'pause', undefined],
    ['ended', 'end', undefined],
  ] as const)('that is %s and told to %s is %s', (status, move, next) => {
    expect(engagementAfter(status, move)).toBe(next);
  });

  it('stays ended, whatever is tried', () => {
    const moves = Object.keys(engagementMoves) as EngagementMove[];
    fc.assert(
      fc.property(fc.constantFrom(...engagementStates), fc.array(fc.constantFrom(...moves)), (start, tried) => {
        let status = start;
        let ended = false;
        for (const move of tried) {
          status = engagementAfter(status, move) ?? status;
          ended ||= status === 'ended';
          if (ended) expect(status).toBe('ended');
        }
      }),
    );
  });

  it('starts when both have signed and the client has reviewed, and says what is missing', () => {
    const signed = { coachSignedAt: at(0), clientSignedAt: at(0) };
    const review = { privacyReviewedAt: at(0) };
    expect(missingToStart({ status: 'proposed', ...review, agreement: signed })).toEqual([]);
    expect(missingToStart({ status: 'proposed' })).toHaveLength(2);
    expect(missingToStart({ status: 'proposed', ...review, agreement: {} })).toHaveLength(2);
    expect(missingToStart({ status: 'proposed', ...review, agreement: { coachSignedAt: at(0) } })).toEqual([
      'the client signs the agreement',
    ]);
    expect(missingToStart({ status: 'proposed', agreement: signed })).toEqual([
      'the client confirms the review of the privacy settings',
    ]);
  });
});

describe('a session', () => {
  const moves = Object.keys(sessionMoves) as SessionMove[];

  it('ends once', () => {
    for (const status of sessionStates)
      for (const move of moves) {
        const next = sessionAfter({ status, startsAt: at(-1) }, move, now);
        expect(next).toBe(status === 'scheduled' ? sessionMoves[move] : undefined);
      }
  });

  it('is neither held nor missed before it starts, and may be cancelled', () => {
    const coming = { status: 'scheduled', startsAt: at(1) } as const;
    expect(moves.map((move) => sessionAfter(coming, move, now))).toEqual([undefined, 'cancelled', undefined]);
    expect(sessionAfter({ ...coming, startsAt: at(0) }, 'complete', now)).toBe('completed');
  });
});
