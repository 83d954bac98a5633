import type { Officer } from './roles.ts';
import { type CaseStanding, type CaseState, type Refusal, type Review, refuse, triageOwnerOf } from './standing.ts';

/** Who makes a move: somebody of the staff, or our own engine. */
export type CaseMover = Officer | 'engine';

/** What stands around the case when it moves. */
export type Circumstances = {
  /** Actions that are in force and have an inverse. */
  readonly contained: number;
  readonly openQuestions: number;
  /** Legal clocks on which nothing was decided. */
  readonly openClocks: number;
};

const conditions = {
  'no-triage-owner': (standing: CaseStanding) => triageOwnerOf(standing) !== undefined,
  'still-asking': (_: CaseStanding, { openQuestions }: Circumstances) => openQuestions === 0,
  'still-contained': (_: CaseStanding, { contained }: Circumstances) => contained === 0,
  'open-clock': (_: CaseStanding, { openClocks }: Circumstances) => openClocks === 0,
  'no-review': ({ review }: CaseStanding) => review !== undefined,
} as const;

type Rule = {
  readonly from: readonly CaseState[];
  readonly to: CaseState;
  readonly by: readonly ('security' | 'engine')[];
  readonly needs: readonly (keyof typeof conditions)[];
};

/** Every step that a case can make, as data. What is not here cannot happen. */
export const caseMoves = {
  contain: { from: ['detect'], to: 'contain', by: ['security', 'engine'], needs: [] },
  eradicate: { from: ['contain'], to: 'eradicate', by: ['security', 'engine'], needs: ['no-triage-owner'] },
  recover: { from: ['contain', 'eradicate'], to: 'recover', by: ['security', 'engine'], needs: ['no-triage-owner'] },
  // A false alarm has nothing to recover from; it is looked back on like any other.
  review: { from: ['detect', 'recover'], to: 'review', by: ['security'], needs: ['no-triage-owner', 'still-asking'] },
  close: {
    from: ['review'],
    to: 'closed',
    by: ['security'],
    needs: ['no-triage-owner', 'still-asking', 'still-contained', 'open-clock', 'no-review'],
  },
  reopen: { from: ['recover', 'review', 'closed'], to: 'detect', by: ['security', 'engine'], needs: [] },
} as const satisfies Record<string, Rule>;
export type CaseMove = keyof typeof caseMoves;

function particulars(move: CaseMove, now: number): Partial<CaseStanding> {
  switch (move) {
    case 'review':
      return { recoveredAt: now };
    case 'close':
      return { closedAt: now };
    case 'reopen':
      // What was learnt the first time was not all: it is reviewed again.
      return { closedAt: undefined, review: undefined, containedAt: undefined, recoveredAt: undefined };
    default:
      return {};
  }
}

export const isTarget = ({ targetIds }: CaseStanding, mover: CaseMover): boolean =>
  mover !== 'engine' && targetIds.includes(mover.personId);

/** The case after a move, or why it cannot be made now by this mover. */
export function caseAfter<C extends CaseStanding>(
  standing: C,
  move: CaseMove,
  by: CaseMover,
  around: Circumstances,
  now: number,
): C | Refusal {
  const rule: Rule = caseMoves[move];
  const allowed = by === 'engine' ? rule.by.includes('engine') : by.staff.includes('security');
  if (!allowed) return refuse('not-yours');
  if (isTarget(standing, by)) return refuse('is-target');
  if (!rule.from.includes(standing.state)) return refuse('wrong-state');
  const unmet = rule.needs.find((need) => !conditions[need](standing, around));
  return unmet ? refuse(unmet) : { ...standing, ...particulars(move, now), state: rule.to };
}

/** The steps that somebody can make now, for whoever shows a case. */
export const movesOpenTo = (standing: CaseStanding, by: CaseMover, around: Circumstances): CaseMove[] =>
  (Object.keys(caseMoves) as CaseMove[]).filter((move) => !('refusal' in caseAfter(standing, move, by, around, 0)));

/** The case with its post-incident review, or why that is none: it names owners and dates. */
export function reviewed<C extends CaseStanding>(standing: C, review: Review, by: Officer, now: number): C | Refusal {
  if (!by.staff.includes('security')) return refuse('not-yours');
  if (isTarget(standing, by)) return refuse('is-target');
  if (standing.state !== 'review') return refuse('wrong-state');
  if (review.heldAt > now || review.heldAt < standing.awareAt) return refuse('early-review');
  if (review.lessons.length === 0) return refuse('empty-review');
  const isOwned = review.lessons.every(({ ownerId, dueAt }) => ownerId !== '' && dueAt > review.heldAt);
  return isOwned ? { ...standing, review } : refuse('unowned-lesson');
}
