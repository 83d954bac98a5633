import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HoldMove, type HoldStanding, holdAfter, provisionalHours } from '#/domain/holds/moves.ts';
import { binds, holdStates } from '#/domain/holds/reasons.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const [kim, alex, sam] = ['eu.person_kim', 'eu.person_alex', 'eu.person_sam'];
const asked: HoldStanding = { state: 'requested', placedBy: kim };
const provisional: HoldStanding = {
  state: 'provisional',
  placedBy: 'service:response',
  lapsesAt: now + provisionalHours * 3_600_000,
};
const moved = (hold: HoldStanding, move: HoldMove, by: string, at = now): HoldStanding => {
  const next = holdAfter(hold, move, by, at);
  if ('refusal' in next) throw new Error(next.refusal);
  return next;
};

describe('MI10: the course of a legal hold', () => {
  it('takes two people to bind and two to end', () => {
    const inForce = moved(asked, 'approve', alex);
    expect(inForce).toMatchObject({ state: 'in_force', approvedBy: alex });
    const ending = moved(inForce, 'ask_release', alex);
    expect([ending.state, binds(ending.state)]).toEqual(['release_requested', true]);
    expect(moved(ending, 'release', sam)).toMatchObject({ state: 'released', releasedBy: sam });
  });

  it.each([
    ['approve', asked, kim],
    ['release', { ...asked, state: 'release_requested', releaseAskedBy: kim } as const, kim],
  ] as const)('does not %s by the person who asked for it', (move, hold, by) => {
    expect(holdAfter(hold, move, by, now)).toEqual({ refusal: expect.stringMatching(/second person/) });
  });

  it('a provisional hold can be confirmed for 72 hours, and lapses only after them', () => {
    const lapsesAt = provisional.lapsesAt ?? 0;
    expect(moved(provisional, 'approve', kim, lapsesAt - 1).state).toBe('in_force');
    expect(holdAfter(provisional, 'approve', kim, lapsesAt)).toHaveProperty('refusal');
    expect(holdAfter(provisional, 'lapse', 'service:retention', lapsesAt - 1)).toHaveProperty('refusal');
    expect(moved(provisional, 'lapse', 'service:retention', lapsesAt).state).toBe('lapsed');
  });

  it('whatever is tried in whatever order, nobody alone makes a hold bind or ends one that two people agreed on', () => {
    const move = fc.constantFrom<HoldMove>('approve', 'ask_release', 'release', 'lapse');
    const step = fc.tuple(move, fc.constantFrom(kim, alex, sam));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let hold = asked;
        for (const [name, by] of steps) {
          const next = holdAfter(hold, name, by, now);
          if (!('refusal' in next)) hold = next;
        }
        if (binds(hold.state)) expect(hold.approvedBy).not.toBe(hold.placedBy);
        if (hold.state === 'released') expect(hold.releasedBy).not.toBe(hold.releaseAskedBy);
        expect(holdStates).toContain(hold.state);
      }),
    );
  });
});
