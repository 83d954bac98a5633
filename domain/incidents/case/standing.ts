import type { Severity } from '#/domain/incidents/severity.ts';
import type { Assignments } from './roles.ts';

/** After the functions of NIST SP 800-61r3: detect and respond, then recover, then learn. */
export const caseStates = ['detect', 'contain', 'eradicate', 'recover', 'review', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

/** What a review may find to be at the root. The words of the review are sealed elsewhere. */
export const rootCauses = [
  'stolen-credential',
  'stolen-device',
  'misused-access',
  'software-defect',
  'wrong-configuration',
  'supplier',
  'process-gap',
  'human-error',
  'false-alarm',
  'unknown',
] as const;
export type RootCause = (typeof rootCauses)[number];

/** What the review says is to be done, with who does it and by when (epoch ms). */
type Lesson = {
  readonly feeds: 'training' | 'control' | 'plan';
  readonly taskId: string;
  readonly ownerId: string;
  readonly dueAt: number;
};

/** The post-incident review (ID.IM-03). */
export type Review = {
  readonly heldAt: number;
  readonly heldBy: string;
  readonly cause: RootCause;
  readonly lessons: readonly Lesson[];
};

/** A case as far as its course goes; people by id, moments in epoch ms. */
export type CaseStanding = {
  readonly state: CaseState;
  readonly severity: Severity;
  readonly awareAt: number;
  readonly openedBy: string;
  /** Persons whom the case is about: they get no part in it. */
  readonly targetIds: readonly string[];
  readonly roles: Assignments;
  /** When a triage owner took it first. */
  readonly answeredAt?: number | undefined;
  readonly review?: Review | undefined;
  readonly containedAt?: number | undefined;
  readonly recoveredAt?: number | undefined;
  readonly closedAt?: number | undefined;
};

/** Who answers for the case. */
export const triageOwnerOf = ({ roles }: Pick<CaseStanding, 'roles'>): string | undefined => roles.commander;

/** Why something cannot be done to a case, as a word for programs and a sentence for people. */
export type Refusal = { readonly refusal: RefusalName; readonly says: string };
const refusals = {
  'wrong-state': 'A case in this state does not take this step.',
  'not-yours': 'This is for the security staff, or for whoever has the role in the case.',
  'is-target': 'Who is a target of the case has no part in it.',
  'no-triage-owner': 'The case needs a triage owner first: somebody has to take the role of the commander.',
  'still-contained': 'Something is still contained: release it, or let it lapse, first.',
  'still-asking': 'A question still waits for an answer.',
  'open-clock': 'A legal clock is undecided: decide for every one whether to notify, with reasons.',
  'no-review': 'The case cannot close without a post-incident review.',
  'empty-review': 'A review needs at least one lesson.',
  'unowned-lesson': 'Every lesson of a review needs an owner, and a date after the review.',
  'early-review': 'The review is held in the state review, and not before the recovery or in the future.',
  'no-change': 'That is how it is already.',
  'needs-owner': 'Only the triage owner lowers the severity.',
  'wrong-staff': 'That person does not have a staff role that this role in the case asks for.',
  'role-taken': 'Somebody has that role: they or the triage owner hand it over.',
} as const;
type RefusalName = keyof typeof refusals;
export const refuse = (refusal: RefusalName): Refusal => ({ refusal, says: refusals[refusal] });
export const isRefusal = (answer: object): answer is Refusal => 'refusal' in answer;
