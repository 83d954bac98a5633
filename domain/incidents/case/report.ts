import { type ClockState, clockState, type LegalClock } from '#/domain/incidents/clocks/clock.ts';
import { millisecondsOf, type Playbook } from '#/domain/incidents/playbook.ts';
import { caseDeadlines } from './paging.ts';
import type { CaseScope } from './scope.ts';
import type { CaseStanding } from './standing.ts';

/** One action as it was taken; moments in epoch ms, absent where it did not come to that. */
type ReportedAction = {
  readonly action: string;
  readonly target: string;
  readonly state: string;
  readonly requestedAt: number;
  readonly doneAt?: number | undefined;
  readonly effectiveAt?: number | undefined;
};

/** All that a report is made from. */
export type ReportFacts = {
  readonly incidentId: string;
  readonly standing: CaseStanding;
  /** When it was detected, epoch ms; the awareness where nothing detected it before. */
  readonly detectedAt?: number | undefined;
  readonly officerToldAt?: number | undefined;
  readonly decidedAt?: number | undefined;
  readonly playbook?: Pick<Playbook, 'id' | 'times'> | undefined;
  readonly actions: readonly ReportedAction[];
  readonly scope?: CaseScope | undefined;
  readonly clocks: readonly LegalClock[];
  readonly items: number;
  readonly entries: number;
};

/** Something with a time target. `within` and `took` in ms from the detection or awareness. */
export type Milestone = {
  readonly what: 'answered' | 'contained' | 'privacy officer told' | 'notification decided' | 'recovered';
  readonly within?: number;
  readonly took?: number;
  /** Undefined while it is not over and can still be met, and where there is no target. */
  readonly met?: boolean;
};

export type CaseReport = Omit<ReportFacts, 'actions' | 'clocks'> & {
  readonly milestones: readonly Milestone[];
  readonly actions: readonly (ReportedAction & { readonly doneIn?: number; readonly effectiveIn?: number })[];
  readonly clocks: readonly (Pick<LegalClock, 'clockId' | 'citation' | 'dueAt'> & { readonly state: ClockState })[];
};

type Mark = { readonly at: number | undefined; readonly from: number; readonly within?: number | undefined };

function milestone(what: Milestone['what'], { at, from, within }: Mark, now: number): Milestone {
  const isOver = within !== undefined && now - from > within;
  const met = within === undefined ? undefined : at === undefined ? (isOver ? false : undefined) : at - from <= within;
  return {
    what,
    ...(within === undefined ? {} : { within }),
    ...(at === undefined ? {} : { took: at - from }),
    ...(met === undefined ? {} : { met }),
  };
}

function milestonesOf(facts: ReportFacts, now: number): Milestone[] {
  const { standing, playbook, detectedAt = standing.awareAt, officerToldAt, decidedAt } = facts;
  const { awareAt, answeredAt, containedAt, recoveredAt } = standing;
  const { answerBy, officerToldBy, decideBy } = caseDeadlines(standing);
  const times = playbook?.times;
  const of = (what: Milestone['what'], mark: Mark): Milestone => milestone(what, mark, now);
  return [
    of('answered', { at: answeredAt, from: awareAt, within: answerBy - awareAt }),
    of('contained', { at: containedAt, from: detectedAt, within: times && millisecondsOf(times.contained) }),
    of('privacy officer told', { at: officerToldAt, from: awareAt, within: officerToldBy - awareAt }),
    of('notification decided', { at: decidedAt, from: awareAt, within: decideBy - awareAt }),
    of('recovered', { at: recoveredAt, from: detectedAt, within: times && millisecondsOf(times.recovered) }),
  ];
}

const took = (from: number, at: number | undefined) => (at === undefined ? undefined : at - from);

/** The report of a case as it stands: what was done, how long each took, and against which target. */
export function reportOf(facts: ReportFacts, now: number): CaseReport {
  return {
    ...facts,
    milestones: milestonesOf(facts, now),
    actions: facts.actions.map((action) => {
      const [doneIn, effectiveIn] = [action.doneAt, action.effectiveAt].map((at) => took(action.requestedAt, at));
      return {
        ...action,
        ...(doneIn === undefined ? {} : { doneIn }),
        ...(effectiveIn === undefined ? {} : { effectiveIn }),
      };
    }),
    clocks: facts.clocks.map((clock) => {
      const { clockId, citation, dueAt } = clock;
      return { clockId, citation, dueAt, state: clockState(clock, now) };
    }),
  };
}
