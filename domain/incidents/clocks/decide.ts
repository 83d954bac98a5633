import type { StaffRole } from '#/domain/access/roles.ts';
import type { LegalClock, SentNotice } from './clock.ts';
import type { Finding, Step, ThresholdAnswers } from './decision.ts';
import { type ClockRefusal, refuseClock } from './refusals.ts';
import { type Outcome, type Tree, treeOf } from './thresholds.ts';

function walk(tree: Tree, answerTo: (node: Exclude<Tree, Outcome>) => Step): Finding {
  if (typeof tree === 'string') return { outcome: tree, path: [] };
  const step = answerTo(tree);
  const branches = step.answer === 'unknown' ? (['yes', 'no'] as const) : [step.answer];
  const found = branches.map((branch) => walk(tree[branch], answerTo));
  const { outcome, path } = found.find((one) => one.outcome === 'notify') ?? (found[0] as Finding);
  return { outcome, path: [step, ...path] };
}

/**
 * What the threshold of a clock says for a case. `people`: how many are affected in the place of that law; undefined while it
 * is not known. A question that nobody answered is unknown.
 */
export const findingOf = (
  clock: Pick<LegalClock, 'clockId' | 'threshold'>,
  answers: ThresholdAnswers,
  people: number | undefined,
): Finding =>
  walk(treeOf(clock), (node) => {
    if ('ask' in node) return { asked: node.ask, answer: answers[node.ask] ?? 'unknown' };
    const counted = people === undefined ? 'unknown' : people >= node.atLeast ? 'yes' : 'no';
    return { asked: `at-least-${node.atLeast}`, answer: counted };
  });

type Decider = { readonly personId: string; readonly staff: readonly StaffRole[] };
type Deciding = {
  /** Somebody may be told although no law asks for it; never the other way round. */
  readonly outcome: Outcome;
  readonly answers: ThresholdAnswers;
  readonly people: number | undefined;
  readonly reasonsDigest: string | undefined;
};

/** The clock with a decision whether its audience is told, or why that is none (IR6). It may be taken anew until a notice is out. */
export function decided(
  clock: LegalClock,
  { outcome, answers, people, reasonsDigest }: Deciding,
  by: Decider,
  now: number,
): LegalClock | ClockRefusal {
  if (!by.staff.includes('privacy')) return refuseClock('not-privacy');
  if (!reasonsDigest) return refuseClock('no-reasons');
  if (clock.sent.length > 0) return refuseClock('already-notified');
  const finding = findingOf(clock, answers, people);
  if (outcome === 'not-notify' && finding.outcome === 'notify') return refuseClock('has-to-notify');
  return { ...clock, decision: { outcome, path: finding.path, by: by.personId, at: now, reasonsDigest } };
}

/** The clock with a notice that went out, or why it cannot have. */
export function notified(clock: LegalClock, notice: SentNotice, now: number): LegalClock | ClockRefusal {
  const { phase, at, lateReasonDigest } = notice;
  const isFirst = clock.sent.length === 0;
  const isFinished = clock.sent.some((sent) => sent.phase === 'final');
  if (isFirst !== (phase === 'initial') || isFinished) return refuseClock('wrong-phase');
  if (at < clock.awareAt || at > now) return refuseClock('before-awareness');
  if (isFirst && at > clock.dueAt && !lateReasonDigest) return refuseClock('late-needs-reason');
  return { ...clock, sent: [...clock.sent, notice] };
}
