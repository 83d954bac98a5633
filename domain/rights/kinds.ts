import type { RequestKind as LegalKind } from '#/domain/jurisdictions/request-clock.ts';

type KindFacts = {
  /** What a screen calls it. */
  readonly title: string;
  readonly says: string;
  /** Whose time limit the laws give it. */
  readonly clock: LegalKind;
  /** Nothing happens before the person has proven who they are. An opt-out takes away nothing of theirs and waits for no proof. */
  readonly proof: 'fresh_sign_in' | 'none';
  /** How far one request reaches: only one of the same reach is open at a time. */
  readonly reach: 'everything' | 'purpose' | 'target' | 'words';
  /** Who answers it once it is confirmed: a job, people of ours, or the confirmation itself. */
  readonly answeredBy: 'export' | 'erasure' | 'office' | 'confirmation';
  /** The event that its confirmation leaves in the outbox. */
  readonly event: `${string}.${string}`;
};

/** What a person can ask for about their own data, as data. */
export const kinds = {
  access: {
    title: 'Access',
    says: 'A copy of everything that is held about the person, with what it is for and how long it stays.',
    clock: 'access',
    proof: 'fresh_sign_in',
    reach: 'everything',
    answeredBy: 'export',
    event: 'request.confirmed',
  },
  portability: {
    title: 'Portability',
    says: 'The same copy, to take to another service: JSON, CSV and JSON Schema.',
    clock: 'portability',
    proof: 'fresh_sign_in',
    reach: 'everything',
    answeredBy: 'export',
    event: 'request.confirmed',
  },
  rectification: {
    title: 'Rectification',
    says: 'Something that is held is wrong: profile fields change with the confirmation, for all else people of ours see to it.',
    clock: 'rectification',
    proof: 'fresh_sign_in',
    reach: 'words',
    answeredBy: 'office',
    event: 'request.rectified',
  },
  restriction: {
    title: 'Restriction',
    says: 'What is held stays where it is, and is used for nothing but the person’s own copy until they lift it.',
    clock: 'restriction',
    proof: 'fresh_sign_in',
    reach: 'everything',
    answeredBy: 'office',
    event: 'processing.restricted',
  },
  objection: {
    title: 'Objection',
    says: 'No more use for a purpose that rests on a legitimate interest of ours.',
    clock: 'objection',
    proof: 'fresh_sign_in',
    reach: 'purpose',
    answeredBy: 'office',
    event: 'processing.objected',
  },
  opt_out: {
    title: 'Opt-out',
    says: 'No sale and no sharing for commercial ends. Takes effect at once and asks for no proof.',
    clock: 'opt_out',
    proof: 'none',
    reach: 'everything',
    answeredBy: 'confirmation',
    event: 'opt_out.requested',
  },
  erasure: {
    title: 'Erasure',
    says: 'The account and everything in it goes, less what a law or a claim makes us keep.',
    clock: 'erasure',
    proof: 'fresh_sign_in',
    reach: 'everything',
    answeredBy: 'erasure',
    event: 'erasure.confirmed',
  },
  early_deletion: {
    title: 'Early deletion',
    says: 'One record, or all of one kind, goes before its time.',
    clock: 'erasure',
    proof: 'fresh_sign_in',
    reach: 'target',
    answeredBy: 'erasure',
    event: 'deletion.confirmed',
  },
} as const satisfies Record<string, KindFacts>;

export type RequestKind = keyof typeof kinds;
export const requestKinds = Object.keys(kinds) as RequestKind[];
