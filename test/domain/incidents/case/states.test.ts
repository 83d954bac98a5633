import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionEntry } from '#/domain/incidents/case/decisions.ts';
import { handedOver } from '#/domain/incidents/case/hand-over.ts';
import { caseDeadlines, pagingOf } from '#/domain/incidents/case/paging.ts';
import type { Officer } from '#/domain/incidents/case/roles.ts';
import { severityAfter } from '#/domain/incidents/case/severity-change.ts';
import { type CaseStanding, isRefusal, type Review } from '#/domain/incidents/case/standing.ts';
import { type CaseMove, caseAfter, caseMoves, movesOpenTo, reviewed } from '#/domain/incidents/case/states.ts';
import { overdueTasks, taskAfter } from '#/domain/incidents/case/tasks.ts';
import { nextEntry } from '#/domain/incidents/case/timeline.ts';
import { awareAt, givenCase, hour, incidentId, officerId, privacyId, secondId } from '#/test/support/cases.ts';
import { sha256 } from '#/test/support/signed.ts';

const officer: Officer = { personId: officerId, staff: ['security'] };
const second: Officer = { personId: secondId, staff: ['security'] };
const privacy: Officer = { personId: privacyId, staff: ['privacy'] };
const quiet = { contained: 0, openQuestions: 0, openClocks: 0 };
const now = awareAt + hour;
const review: Review = {
  heldAt: now,
  heldBy: officerId,
  cause: 'stolen-credential',
  lessons: [{ feeds: 'control', taskId: 'task-1', ownerId: secondId, dueAt: now + 48 * hour }],
};

function expectCase(answer: object): CaseStanding {
  expect(answer).not.toHaveProperty('refusal');
  return answer as CaseStanding;
}
const go = (standing: CaseStanding, ...moves: CaseMove[]): CaseStanding =>
  moves.reduce((at, move) => expectCase(caseAfter(at, move, officer, quiet, now)), standing);

describe('IR2: the course of a case', () => {
  it('goes from detection to the review and closes behind it', () => {
    const inReview = go(givenCase(), 'contain', 'eradicate', 'recover', 'review');
    expect(go(expectCase(reviewed(inReview, review, officer, now)), 'close')).toMatchObject({
      state: 'closed',
      closedAt: now,
      review,
    });
  });

  it('IR11: does not close without a review that has owners and dates', () => {
    const inReview = givenCase({ state: 'review' });
    const [lesson] = review.lessons as [Review['lessons'][number]];
    expect(caseAfter(inReview, 'close', officer, quiet, now)).toMatchObject({ refusal: 'no-review' });
    const refusalOf = (said: Partial<Review>) => reviewed(inReview, { ...review, ...said }, officer, now);
    expect(refusalOf({ lessons: [] })).toMatchObject({ refusal: 'empty-review' });
    expect(refusalOf({ lessons: [{ ...lesson, ownerId: '' }] })).toMatchObject({ refusal: 'unowned-lesson' });
    expect(refusalOf({ lessons: [{ ...lesson, dueAt: now }] })).toMatchObject({ refusal: 'unowned-lesson' });
    expect(refusalOf({ heldAt: now + 1 })).toMatchObject({ refusal: 'early-review' });
    expect(reviewed(givenCase(), review, officer, now)).toMatchObject({ refusal: 'wrong-state' });
  });

  it.each([
    ['still-contained', { contained: 1 }],
    ['still-asking', { openQuestions: 1 }],
    ['open-clock', { openClocks: 1 }],
  ])('does not close while it is %s', (refusal, around) => {
    const standing = givenCase({ state: 'review', review });
    expect(caseAfter(standing, 'close', officer, { ...quiet, ...around }, now)).toMatchObject({ refusal });
  });

  it('is opened again when something was missed, and then needs a new review', () => {
    const again = go(givenCase({ state: 'closed', review, closedAt: now }), 'reopen');
    expect(again).toMatchObject({ state: 'detect', review: undefined, closedAt: undefined });
    expect(again.roles.commander).toBe(officerId);
  });

  it('is moved by security and the engine only, never by whom it is about', () => {
    const standing = givenCase();
    expect(caseAfter(standing, 'contain', privacy, quiet, now)).toMatchObject({ refusal: 'not-yours' });
    expect(caseAfter(standing, 'contain', 'engine', quiet, now)).toMatchObject({ state: 'contain' });
    expect(caseAfter(givenCase({ state: 'review' }), 'close', 'engine', quiet, now)).toHaveProperty('refusal');
    const insider = givenCase({ targetIds: [officerId] });
    expect(caseAfter(insider, 'contain', officer, quiet, now)).toMatchObject({ refusal: 'is-target' });
    expect(reviewed({ ...insider, state: 'review' }, review, officer, now)).toMatchObject({ refusal: 'is-target' });
  });

  it('never closes on any path without a review and a triage owner', () => {
    const steps = fc.array(fc.constantFrom(...(Object.keys(caseMoves) as CaseMove[])), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (moves) => {
        const end = moves.reduce((at, move) => {
          const next = caseAfter(at, move, officer, quiet, now);
          expect(movesOpenTo(at, officer, quiet).includes(move)).toBe(!isRefusal(next));
          return isRefusal(next) ? at : next;
        }, givenCase());
        expect(end.state).not.toBe('closed');
      }),
    );
  });
});

describe('IR7: a triage owner', () => {
  const vacant = givenCase({ roles: {}, answeredAt: undefined });

  it('is needed for everything but containment', () => {
    expect(caseAfter(vacant, 'contain', 'engine', quiet, now)).toMatchObject({ state: 'contain' });
    expect(caseAfter(vacant, 'review', officer, quiet, now)).toMatchObject({ refusal: 'no-triage-owner' });
  });

  it('is paged for in growing circles, late from the time of the severity on, and never again once there is one', () => {
    const at = (minutes: number) => pagingOf(vacant, awareAt + minutes * 60_000);
    expect(at(0)).toMatchObject({ round: 1, circles: ['security'], late: false, nextAt: awareAt + 5 * 60_000 });
    expect(at(6)).toMatchObject({ round: 2, circles: ['security', 'privacy'] });
    expect(at(14)).toMatchObject({ round: 3, late: false });
    expect(at(15)).toMatchObject({ late: true, circles: ['security', 'privacy', 'platform_admin'] });
    expect(pagingOf(givenCase(), awareAt)).toBeUndefined();
    expect(caseDeadlines(vacant).officerToldBy).toBe(awareAt + hour);
  });

  it('takes a free role, and hands it over but never to a target or to somebody without the staff role', () => {
    const taken = expectCase(handedOver(vacant, 'commander', officer, officer, now));
    expect(taken).toMatchObject({ roles: { commander: officerId }, answeredAt: now });
    expect(handedOver(taken, 'commander', second, second, now)).toMatchObject({ refusal: 'role-taken' });
    expect(handedOver(taken, 'commander', second, officer, now + 1)).toMatchObject({
      roles: { commander: secondId },
      answeredAt: now,
    });
    expect(handedOver(taken, 'legal', second, officer, now)).toMatchObject({ refusal: 'wrong-staff' });
    expect(handedOver(taken, 'privacy', privacy, privacy, now)).toMatchObject({ roles: { privacy: privacyId } });
    expect(handedOver(taken, 'scribe', second, privacy, now)).toMatchObject({ refusal: 'not-yours' });
    const insider = givenCase({ targetIds: [secondId] });
    expect(handedOver(insider, 'scribe', second, officer, now)).toMatchObject({ refusal: 'is-target' });
    expect(handedOver(givenCase({ state: 'closed' }), 'scribe', second, officer, now)).toHaveProperty('refusal');
  });
});

describe('a severity', () => {
  it('is raised by any of security, lowered by the triage owner only', () => {
    const standing = givenCase({ severity: 'P2' });
    const raise = { to: 'P1', reason: 'more-people' } as const;
    const lower = { to: 'P3', reason: 'safeguard-held' } as const;
    expect(severityAfter(standing, raise, second)).toMatchObject({ severity: 'P1' });
    expect(severityAfter(standing, raise, 'engine')).toMatchObject({ severity: 'P1' });
    expect(severityAfter(standing, lower, second)).toMatchObject({ refusal: 'needs-owner' });
    expect(severityAfter(standing, lower, 'engine')).toMatchObject({ refusal: 'needs-owner' });
    expect(severityAfter(standing, lower, officer)).toMatchObject({ severity: 'P3' });
    expect(severityAfter(standing, { to: 'P2', reason: 'facts-corrected' }, officer)).toHaveProperty('refusal');
    expect(severityAfter(standing, raise, privacy)).toMatchObject({ refusal: 'not-yours' });
    expect(severityAfter(givenCase({ state: 'closed' }), lower, officer)).toMatchObject({ refusal: 'wrong-state' });
  });
});

describe('IR14 TR12: tasks and decisions', () => {
  const task = { taskId: 'task-1', kind: 'control', ownerId: secondId, dueAt: now, state: 'open' } as const;

  it('end once, and are overdue until then', () => {
    expect(overdueTasks([task], now + 1)).toEqual([task]);
    expect(overdueTasks([task], now)).toEqual([]);
    const done = taskAfter(task, 'done', secondId, now + 2);
    expect(done).toMatchObject({ state: 'done', endedBy: secondId });
    expect(overdueTasks([done as typeof task], now + 3)).toEqual([]);
    expect(taskAfter(done as typeof task, 'dropped', secondId, now)).toMatchObject({ refusal: 'no-change' });
  });

  it('are in the timeline with who was informed; a decision without reasons is none', () => {
    const decision = {
      decisionId: 'decision-1',
      topic: 'call-legal',
      outcome: 'yes',
      by: officerId,
      at: now,
      reasonsDigest: sha256('salted reasons'),
      informed: [privacyId],
    } as const;
    const entry = nextEntry(incidentId, undefined, decisionEntry(decision), sha256);
    expect(entry.facts).toMatchObject({ topic: 'call-legal', informed: [privacyId] });
    expect(() => nextEntry(incidentId, undefined, decisionEntry({ ...decision, reasonsDigest: '' }), sha256)).toThrow(
      'entry.textDigest',
    );
  });
});
