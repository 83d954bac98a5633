import type { Duration, PlaybookId, Question, Task } from '#/domain/incidents/playbook.ts';

/** Who sits at the table. One person may hold several, but nobody answers for another. */
export type DrillRole = 'triage' | 'security' | 'privacy' | 'legal' | 'communications';

/** Something that happens while the exercise runs, and the decision that it calls for. */
type Inject = {
  readonly id: string;
  /** From the start of the exercise. */
  readonly after: Duration;
  readonly says: string;
  /** What should be decided, by whom, how long after it came in. */
  readonly expects: { readonly says: string; readonly by: DrillRole; readonly within: Duration };
};

/** A story as data: which playbook it tries, on what in the exercised region, and what comes in meanwhile. */
export type Scenario = {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly playbook: PlaybookId;
  /** The id of the target, in the exercised region. */
  readonly target: string;
  readonly injects: readonly Inject[];
  /** What somebody should be able to say afterwards. */
  readonly objectives: readonly string[];
};

/** What a decision answers: the start of the playbook, a question or a task of it, or an inject by its id. */
export type Asked = 'declare' | Question | Task | (string & {});

/** What a role decided, and how long it took from when it was asked. */
export type Decision = {
  readonly to: Asked;
  readonly by: DrillRole;
  readonly took: Duration;
  readonly answer: 'approved' | 'rejected';
};
