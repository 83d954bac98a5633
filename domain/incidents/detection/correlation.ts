import * as z from 'zod/mini';
import { id as idOf } from '#/domain/ids.ts';
import type { PlaybookId } from '#/domain/incidents/playbook.ts';
import { type Severity, severityNames } from '#/domain/incidents/severity.ts';
import { type Target, targetName } from '#/domain/incidents/targets.ts';
import { once } from '#/domain/once.ts';
import type { Firing } from './rule.ts';

/** A case that is not closed, as far as an alert has to know it. */
export type OpenCase = {
  readonly incidentId: string;
  readonly severity: Severity;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  /** Whom and what it is about, as firings name them. */
  readonly subjects: readonly string[];
  readonly rules: readonly string[];
  /** Playbooks that were started in it, with their targets. */
  readonly runs: readonly Start[];
};
type Start = { readonly playbook: PlaybookId; readonly target: Target };

const longestDays = 30;

/** A rule that raises nothing for a while: for one subject, or for anybody. Somebody answers for it, and it ends. */
export const suppression = once(() =>
  z
    .strictObject({
      rule: z.string().check(z.regex(/^[a-z]+(?:-[a-z]+)*$/)),
      /** As firings name it, such as `actor eu.person_01J…`; none means everybody. */
      subject: z.optional(z.string().check(z.maxLength(180))),
      ownerId: idOf('person'),
      reason: z.enum(['planned-work', 'exercise', 'known-cause', 'wrong-threshold']),
      /** Epoch milliseconds. */
      createdAt: z.int(),
      expiresAt: z.int(),
    })
    .check(
      z.refine(
        ({ createdAt, expiresAt }) => expiresAt > createdAt && expiresAt <= createdAt + longestDays * 86_400_000,
        { path: ['expiresAt'], message: `must be after createdAt, by ${longestDays} days at most` },
      ),
    ),
);
export type Suppression = z.output<ReturnType<typeof suppression>>;

/** What becomes of a rule that fired. `start` is the playbook to start now. */
export type Decision =
  | { readonly kind: 'open'; readonly severity: Severity; readonly subjects: readonly string[]; readonly start?: Start }
  | {
      readonly kind: 'add';
      readonly incidentId: string;
      /** The higher of the case’s and the rule’s. */
      readonly severity: Severity;
      /** Whether it is higher than the case’s was. */
      readonly raised: boolean;
      /** All that the case is about now. */
      readonly subjects: readonly string[];
      /** Other open cases that it ties to this one. */
      readonly related: readonly string[];
      readonly start?: Start;
    }
  /** The case knows: nothing is written and nobody is told again. */
  | { readonly kind: 'known'; readonly incidentId: string }
  | { readonly kind: 'suppressed'; readonly by: Suppression };

/** Nobody keeps alerts about themselves quiet. */
const silences = (entry: Suppression, { rule, subjects }: Firing, now: number): boolean =>
  entry.rule === rule &&
  entry.createdAt <= now &&
  now < entry.expiresAt &&
  (entry.subject === undefined || subjects.includes(entry.subject)) &&
  !subjects.includes(`actor ${entry.ownerId}`);

const higher = (one: Severity, other: Severity): Severity =>
  severityNames.indexOf(one) <= severityNames.indexOf(other) ? one : other;

const isRunning = ({ runs }: OpenCase, { playbook, target }: Start): boolean =>
  runs.some((run) => run.playbook === playbook && targetName(run.target) === targetName(target));

/**
 * Whether a rule that fired opens a case, belongs to one, or stays quiet. All that is about one actor or one address becomes
 * one case, so that an attack of many steps raises one alert. The answer depends on its arguments only: two that decide at the
 * same time are told apart by a condition of the write.
 */
export function correlate(
  firing: Firing,
  open: readonly OpenCase[],
  suppressions: readonly Suppression[],
  now: number,
): Decision {
  const by = suppressions.find((entry) => silences(entry, firing, now));
  if (by) return { kind: 'suppressed', by };
  const { playbook, target, severity, subjects } = firing;
  const wanted: Start | undefined = playbook && { playbook, target };
  const [first, ...others] = open
    .filter((each) => each.subjects.some((subject) => subjects.includes(subject)))
    .toSorted((a, b) => a.openedAt - b.openedAt || (a.incidentId < b.incidentId ? -1 : 1));
  if (!first) return { kind: 'open', severity, subjects, ...(wanted ? { start: wanted } : {}) };

  const start =
    wanted && !isRunning(first, wanted) && !others.some((each) => isRunning(each, wanted)) ? wanted : undefined;
  const together = [...new Set([...first.subjects, ...subjects])];
  const top = higher(first.severity, severity);
  const raised = top !== first.severity;
  const isKnown = first.rules.includes(firing.rule) && together.length === first.subjects.length;
  if (isKnown && !raised && !start) return { kind: 'known', incidentId: first.incidentId };
  return {
    kind: 'add',
    incidentId: first.incidentId,
    severity: top,
    raised,
    subjects: together,
    related: others.map(({ incidentId }) => incidentId),
    ...(start ? { start } : {}),
  };
}
