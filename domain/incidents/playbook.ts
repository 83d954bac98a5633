import type { Action } from './action.ts';
import type { Severity } from './severity.ts';
import type { Target, TargetType } from './targets.ts';

/** Playbooks in the order of the register. `plan` ones exist as plan and runbook: what only AWS can do is done by hand. */
export const playbookIds = [
  'account-takeover',
  'rogue-coach',
  'staff-compromise',
  'credential-stuffing',
  'personal-data-breach',
  'audit-log-tampering',
  'leaked-credential',
  'compromised-channel',
  'residency-leak',
  'destructive-change',
  'key-misuse',
] as const;
export type PlaybookId = (typeof playbookIds)[number];

/** What somebody is asked. Each has its sentence in `questions`. */
export type Question = 'contain' | 'evict' | 'tell-people' | 'delete-copies';
export const questions: Readonly<Record<Question, string>> = {
  contain: 'Is the containment right?',
  evict: 'May passwords, factors or secrets be taken away for good?',
  'tell-people': 'May the people concerned be told now?',
  'delete-copies': 'May the copies outside be deleted?',
};

export type Answer = 'approved' | 'rejected' | 'expired';

/** One action on one target that fits it. */
export type Move = { readonly action: Action; readonly target: Target };
export const on = <T extends TargetType>(action: Action<T>, target: Target<T>): Move => ({
  action: action as unknown as Action,
  target,
});

/** Whom a message is for; the words come from the notice of that name and the case. */
export type Audience = 'security' | 'privacy' | 'person' | 'organization';
export type Message = 'case-opened' | 'contained' | 'not-ratified' | 'account-secured' | 'access-ended' | 'recovered';

/** What the timeline keeps of a decision or an observation that no action makes. */
export type Note = 'targets-found' | 'nothing-to-contain' | 'left-in-place' | 'people-decide' | 'probe-passed';

/**
 * What a playbook is written in. One definition runs in four modes: as a plan (what would happen, and to whom), live, as a
 * tabletop exercise, and as the replay of a past case. A playbook uses nothing else, so that it cannot tell them apart.
 */
export type PlaybookContext = {
  readonly severity: Severity;
  /** One action: what was there before is kept, then it is done, then its effect is proven. */
  step<T extends TargetType>(action: Action<T>, target: Target<T>): Promise<void>;
  /** Several at the same time; all have ended when it answers. */
  parallel(...moves: readonly Move[]): Promise<void>;
  /**
   * What can be undone may begin: at once in a P1, else when a second person agrees.
   * @throws Stopped when they refuse or nobody answers
   */
  authorise(within: Duration): Promise<void>;
  /**
   * In a P1, waits for the second person that agrees to what was done at once.
   * @throws Stopped, and everything since goes back, when they refuse or nobody answers
   */
  ratify(within: Duration): Promise<void>;
  /** Asks two people before something that cannot be undone. */
  approve(question: Question, within: Duration): Promise<Answer>;
  wait(why: string, time: Duration): Promise<void>;
  note(note: Note, facts?: Readonly<Record<string, string | number>>): Promise<void>;
  notify(audience: Audience, message: Message): Promise<void>;
};

export type Duration = { readonly minutes: number };
export const minutes = (count: number): Duration => ({ minutes: count });
export const hours = (count: number): Duration => ({ minutes: count * 60 });
export const days = (count: number): Duration => ({ minutes: count * 1440 });
export const millisecondsOf = ({ minutes: count }: Duration): number => count * 60_000;

/** People did not agree: the case stays open, and what could go back went back. */
export class Stopped extends Error {
  readonly answer: Exclude<Answer, 'approved'>;
  constructor(answer: Exclude<Answer, 'approved'>) {
    super(answer === 'rejected' ? 'A second person did not agree.' : 'Nobody answered in time.');
    this.name = 'Stopped';
    this.answer = answer;
  }
}

export type Playbook<T extends TargetType = TargetType> = {
  readonly id: PlaybookId;
  readonly title: string;
  readonly says: string;
  /** What it is started on. */
  readonly target: T;
  readonly severity: Severity;
  /** MITRE ATT&CK techniques that it answers. */
  readonly attack: readonly `T${string}`[];
  /** How long containment lasts unless it is renewed. */
  readonly lease: Duration;
  /** Targets of time, from the trigger: what a drill is scored against. */
  readonly times: { readonly contained: Duration; readonly recovered: Duration };
  /** Actions that go back when a later step fails. What stays keeps people safe meanwhile. */
  readonly undoneOnFailure: readonly string[];
  /** `plan`: exists as plan and runbook only. */
  readonly mode: 'live' | 'plan';
  readonly run: (respond: PlaybookContext, target: Target<T>) => Promise<void>;
};

export const playbook = <const T extends TargetType>(definition: Playbook<T>): Playbook<T> => definition;
