import type { RequestKind as LegalKind } from '#/domain/jurisdictions/request-clock.ts';

type KindFacts = {
  /** What a screen calls it. */
  readonly title: string;
  readonly says: string;
  /** Whose time limit the laws give it. */
  readonly clock: LegalKind;
  /** How far one request reaches: only one of the same reach is open at a time. */
  readonly reach: 'everything' | 'purpose' | 'target' | 'words';
  /** The event that its confirmation leaves in the outbox. */
  readonly event: `${string}.${string}`;
};

/** What a person can ask for about their own data, as data. */
export const kinds = {
  access: {
    title: 'Access',
    says: 'A copy of everything that is held about the person, with what it is for and how long it stays.',
    clock: 'access',
    reach: 'everything',
    event: 'request.confirmed',
  },
  portability: {
    title: 'Portability',
    says: 'The same copy, to take to another service: JSON, CSV and JSON Schema.',
    clock: 'portability',
    reach: 'everything',
    event: 'request.confirmed',
  },
  rectification: {
    title: 'Rectification',
    says: 'Something that is held is wrong: profile fields change with the confirmation, for all else people of ours see to it.',
    clock: 'rectification',
    reach: 'words',
    event: 'request.rectified',
  },
  restriction: {
    title: 'Restriction',
    says: 'What is held stays where it is, and is used for nothing but the person’s own copy until they lift it.',
    clock: 'restriction',
    reach: 'everything',
    event: 'processing.restricted',
  },
  objection: {
    title: 'Objection',
    says: 'No more use for a purpose that rests on a legitimate interest of ours.',
    clock: 'objection',
    reach: 'purpose',
    event: 'processing.objected',
  },
  opt_out: {
    title: 'Opt-out',
    says: 'No sale and no sharing for commercial ends. Takes effect at once and asks for no proof.',
    clock: 'opt_out',
    reach: 'everything',
    event: 'opt_out.requested',
  },
  erasure: {
    title: 'Erasure',
    says: 'The account and everything in it goes, less what a law or a claim makes us keep.',
    clock: 'erasure',
    reach: 'everything',
    event: 'erasure.confirmed',
  },
  early_deletion: {
    title: 'Early deletion',
    says: 'One record, or all of one kind, goes before its time.',
    clock: 'erasure',
    reach: 'target',
    event: 'deletion.confirmed',
  },
} as const satisfies Record<string, KindFacts>;

export type RequestKind = keyof typeof kinds;
export const requestKinds = Object.keys(kinds) as RequestKind[];
