import type { Playbook } from '#/domain/incidents/playbook.ts';
import type { DrillRole, Scenario } from './scenario.ts';
import type { Exercised, Scored } from './tabletop.ts';

const day = 86_400_000;
/** How long an owner has to act on a lesson. */
const lessonWithin = 30 * day;

/** Something to be learnt, as a task with an owner and a date (epoch milliseconds). */
type Lesson = {
  readonly about: string;
  readonly says: string;
  readonly owner: DrillRole;
  readonly dueAt: number;
};

/** A time against its target, in minutes. */
type Measured = { readonly took?: number; readonly target: number; readonly met: boolean };

export type DrillReport = {
  readonly scenario: string;
  readonly playbook: string;
  readonly startedAt: number;
  /** Never counted among cases: no metric, no trend, no clock of a law. */
  readonly countsInMetrics: false;
  readonly ended: Exercised['ended'];
  readonly contained: Measured;
  readonly recovered: Measured;
  readonly decisions: readonly Scored[];
  readonly missed: readonly string[];
  readonly lessons: readonly Lesson[];
};

const measured = (took: number | undefined, target: number): Measured =>
  took === undefined ? { target, met: false } : { took, target, met: took <= target };

const said: Readonly<Record<Exclude<Scored['came'], 'in-time'>, string>> = {
  late: 'was decided too late',
  missed: 'was not decided',
  'wrong-role': 'was decided by somebody whose it was not',
};

/** What an exercise showed against the targets of its playbook, and what follows from it. */
export function drillReport(
  { id, times }: Playbook,
  scenario: Scenario,
  { ended, containedAfter, endedAfter, decisions, unproven }: Exercised,
  startedAt: number,
): DrillReport {
  const contained = measured(containedAfter, times.contained.minutes);
  const recovered = measured(ended === 'completed' ? endedAfter : undefined, times.recovered.minutes);
  const dueAt = startedAt + lessonWithin;
  const lesson = (about: string, says: string, owner: DrillRole): Lesson => ({ about, says, owner, dueAt });
  const lessons = [
    ...decisions.flatMap(({ to, by, came }) => (came === 'in-time' ? [] : [lesson(to, said[came], by)])),
    ...unproven.map((action) => lesson(action, 'was not proven by its probe', 'security')),
    ...(contained.met ? [] : [lesson('contained', 'took longer than its target', 'triage')]),
    ...(recovered.met ? [] : [lesson('recovered', 'took longer than its target', 'security')]),
  ];
  const missed = decisions.filter(({ came }) => came === 'missed').map(({ to }) => to);
  return {
    scenario: scenario.id,
    playbook: id,
    startedAt,
    countsInMetrics: false,
    ended,
    contained,
    recovered,
    decisions,
    missed,
    lessons,
  };
}
