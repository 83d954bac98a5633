import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import { compare } from '#/domain/jurisdictions/comparison.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';
import { guardianProofs } from '#/domain/jurisdictions/ladders.ts';

type Proof = (typeof guardianProofs)[number];

/**
 * How the privacy office can have made sure that somebody may decide for a minor, and how much that proves in the words of
 * the laws.
 */
const guardianMethods = {
  identity_document: { proves: 'verifiable', says: 'An identity document and proof of custody were seen.' },
  video_call: { proves: 'verifiable', says: 'Identity and custody were shown in a video call.' },
  signed_form: { proves: 'verifiable', says: 'A signed form came back, and the signature was checked.' },
  authority_record: { proves: 'verify_authority', says: 'A court or a register names the guardian.' },
  call_back: { proves: 'reasonable_efforts', says: 'The guardian was called on a number known beforehand.' },
  written_statement: { proves: 'guardian_consent', says: 'The guardian stated it in writing.' },
} as const satisfies Record<string, { proves: Proof; says: string }>;
export type GuardianMethod = keyof typeof guardianMethods;
export const guardianMethodNames = Object.keys(guardianMethods) as GuardianMethod[];

/** `revoked`: taken back before or after it was confirmed. `ended`: the minor came of age. */
export const guardianshipStates = ['invited', 'confirmed', 'refused', 'revoked', 'ended'] as const;
/** Where the privacy office keeps what it was shown: a reference, never the thing itself. */
export const evidencePattern = /^[A-Z]{2,10}-\d{1,12}$/;
/** Invitations that may wait at a time, so that nobody is sent mail without end. */
export const invitationsAtMost = 5;

/** What lets a guardian decide, as its row says it. */
export type Guardian = {
  readonly status: 'active' | 'ended';
  readonly purposes: readonly string[];
  /** Epoch milliseconds: the majority of the ward. */
  readonly until: number;
};

/** Whether somebody may decide for their ward at this moment. */
export const isGuardian = (guardian: Guardian | undefined, now: number): boolean =>
  guardian?.status === 'active' && now < guardian.until;

const rung = (proof: Proof): number => guardianProofs.indexOf(proof);

/** The strongest proof that the laws of a country ask for at a moment (epoch ms), with its source. */
export function proofAsked(country: string, instance: string, at: number): { proof: Proof; citation: string } {
  const { regimes } = regimesFor({ country, instance: instance as Facts['instance'], minor: true }, at);
  const [strictest] = compare('guardianVerification', regimes, { at });
  return { proof: strictest?.value ?? 'reasonable_efforts', citation: strictest?.citation ?? 'our default, not law' };
}

/** Methods that prove as much as the laws of a country ask for. */
export const methodsFor = (country: string, instance: string, at: number): readonly GuardianMethod[] =>
  guardianMethodNames.filter(
    (name) => rung(guardianMethods[name].proves) <= rung(proofAsked(country, instance, at).proof),
  );
