import { type Refusal, refuse } from './standing.ts';

export const taskStates = ['open', 'done', 'dropped'] as const;
/** What a task is for; its words are sealed elsewhere. */
const taskKinds = ['contain', 'investigate', 'notify', 'recover', 'training', 'control', 'plan'] as const;

/** Something that somebody has to do about a case, by when (epoch ms). */
export type CaseTask = {
  readonly taskId: string;
  readonly kind: (typeof taskKinds)[number];
  readonly ownerId: string;
  readonly dueAt: number;
  readonly state: (typeof taskStates)[number];
  readonly endedAt?: number | undefined;
  readonly endedBy?: string | undefined;
};

/** The task after it was done or dropped. Lessons of a review outlive the case, so a closed one does not hinder. */
export function taskAfter(task: CaseTask, to: 'done' | 'dropped', by: string, now: number): CaseTask | Refusal {
  if (task.state !== 'open') return refuse('no-change');
  return { ...task, state: to, endedAt: now, endedBy: by };
}

/** Tasks that should have been done, the longest overdue first. */
export const overdueTasks = (tasks: readonly CaseTask[], now: number): CaseTask[] =>
  tasks.filter(({ state, dueAt }) => state === 'open' && dueAt < now).toSorted((a, b) => a.dueAt - b.dueAt);
