import { severities } from '#/domain/incidents/severity.ts';
import { type CaseStanding, triageOwnerOf } from './standing.ts';

const minute = 60_000;

/** By when somebody must have taken the case, the privacy officer told, and notification decided; epoch ms. */
export function caseDeadlines({ severity, awareAt }: Pick<CaseStanding, 'severity' | 'awareAt'>) {
  const { answerWithin, officerToldWithin, decideWithin } = severities[severity];
  return {
    answerBy: awareAt + answerWithin * minute,
    officerToldBy: awareAt + officerToldWithin * minute,
    decideBy: awareAt + decideWithin * minute,
  };
}

/** Who is paged, from nearest to furthest. Each round that nobody answers, one more circle hears of it. */
const pagingCircles = ['security', 'privacy', 'platform_admin'] as const;
export type Paging = {
  /** Rounds so far, this one included; from 1. */
  readonly round: number;
  readonly circles: readonly (typeof pagingCircles)[number][];
  /** When the next round begins, epoch ms. */
  readonly nextAt: number;
  /** The time to answer is over. */
  readonly late: boolean;
};

/**
 * Who has to be paged because the case has no triage owner; undefined when it has one. There are three rounds before the
 * time to answer is over, and they go on at the same pace after it.
 */
export function pagingOf(standing: CaseStanding, now: number): Paging | undefined {
  if (triageOwnerOf(standing) !== undefined || standing.state === 'closed') return undefined;
  const { answerBy } = caseDeadlines(standing);
  const pace = (answerBy - standing.awareAt) / pagingCircles.length;
  const round = Math.max(1, Math.floor((now - standing.awareAt) / pace) + 1);
  return {
    round,
    circles: pagingCircles.slice(0, round),
    nextAt: standing.awareAt + round * pace,
    late: now >= answerBy,
  };
}
