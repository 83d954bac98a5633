import type { Action } from './action.ts';
import type { Found, Sought } from './findings.ts';
import type { Concerned } from './ports.ts';
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

/** What people do by hand: the case lists it with an owner, and the run goes on. */
export const tasks = {
  'review-profile-changes': 'Undo what was changed in the profile since the takeover.',
  'review-reading': 'Go through what the person read, and whose it was.',
  'review-administration': 'Go through what the person ran, granted and approved.',
  'inform-human-resources': 'Bring in human resources and legal before the person is told.',
  'tighten-rate-rules': 'Let the firewall’s rate rules block where they only count.',
  'check-trail-digests': 'Verify the digests around the gap, and mark it in the evidence.',
  'hand-over-secret': 'Hand the new secret to the vendor outside the channel that leaked.',
  'search-for-secret': 'Look for the secret in repositories, logs and tickets, and have it removed there.',
  'attest-copies': 'Obtain the recipient’s word, by id and time, on what it holds.',
  'attest-deletion': 'Obtain the proof that the copies outside are deleted.',
  'verify-backups': 'Check that the locked backups are whole, and choose the point to go back to.',
  'restore-to-new-tables': 'Restore to new tables, replay the ledger of destroyed keys, compare counts and hashes.',
  'switch-to-restored': 'Let two people agree, then point the instance at the restored tables.',
  'protect-tables': 'Turn deletion protection and point-in-time recovery on again.',
  'revoke-key-grants': 'Revoke the grants of the key that nobody can explain.',
  'narrow-key-policy': 'Put the deployed policy of the key back, or a narrower one.',
  'disable-key':
    'With two people and last of all: disable the key. Everything sealed under it is unreadable meanwhile.',
} as const;
export type Task = keyof typeof tasks;

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
  /** Who or what else is concerned, as the access log and detection know it. Live it is asked once, and the answer kept. */
  find<S extends Sought>(sought: S, of: Target): Promise<readonly Target<Found[S]>[]>;
  /**
   * Counts whom it concerns, starts the legal clock of every authority and audience that follows from it, and drafts their
   * notices. Sends none: that takes the privacy officer.
   */
  startClocks(of: Target): Promise<Concerned>;
  /** Asks for something that no code does. */
  byHand(task: Task): Promise<void>;
  note(note: Note, facts?: Readonly<Record<string, string | number>>): Promise<void>;
  /** `of`: about another than the target of the playbook, such as one of many people who were hit. */
  notify(audience: Audience, message: Message, of?: Target): Promise<void>;
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
