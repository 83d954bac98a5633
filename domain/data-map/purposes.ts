/**
 * What personal data may be collected and used for. A purpose that rests on consent is off until the person turns it
 * on. There is no `sale`: the type below refuses it, so it cannot be registered.
 */
export type LawfulBasis = 'contract' | 'consent' | 'legal_obligation' | 'legitimate_interest' | 'legal_claims';

type ByConsent = {
  readonly basis: 'consent';
  /** Whose consent it takes: that of the person the records are about, or of everybody who takes part. */
  readonly asks: 'subject' | 'participants';
  /** What is chosen one by one below the purpose; each is off by default. */
  readonly scopes?: Readonly<Record<string, string>>;
  /** It promotes, or hands data to others for ends of their own: a browser’s signal (Global Privacy Control) turns it off. */
  readonly commercial?: true;
  /** It works on the person: for somebody who may need protection it stops until a person of ours has looked at it. */
  readonly offWhenVulnerable?: true;
};
/** Cannot be registered without the assessment that weighed it; objection is honoured where nothing compelling stands against it. */
type ByLegitimateInterest = {
  readonly basis: 'legitimate_interest';
  /** Id of the recorded legitimate-interest assessment. */
  readonly assessment: `LIA-${number}-${string}`;
  /** `stops` ends the processing for the person; otherwise the compelling grounds that a person of ours weighs it against. */
  readonly objection: 'stops' | { readonly grounds: string };
};
type ByLaw = { readonly basis: 'contract' | 'legal_obligation' | 'legal_claims' };

type PurposeDefinition = (ByConsent | ByLegitimateInterest | ByLaw) & {
  /** What a screen calls it. */
  readonly title: string;
  readonly says: string;
  /** Purposes whose records it may use, through lenses that its consent makes and its withdrawal destroys. */
  readonly uses?: readonly string[];
};

export const purposes = {
  account: { basis: 'contract', title: 'Account', says: 'Give a person an account and let them sign in.' },
  coaching: { basis: 'contract', title: 'Coaching', says: 'Coach and client work together.' },
  integration_registry: {
    basis: 'contract',
    title: 'Register of connected tools',
    says: 'Keep the register of tools that people may connect, who has connected which, and what each tool was told.',
  },
  session_recording: {
    basis: 'consent',
    asks: 'participants',
    title: 'Session recording',
    says: 'Record a coaching session.',
  },
  ai_insights: {
    basis: 'consent',
    asks: 'subject',
    title: 'AI insights',
    says: 'Let a language model summarise coaching records.',
    uses: ['coaching'],
  },
  integration_sharing: {
    basis: 'consent',
    asks: 'subject',
    commercial: true,
    title: 'Sharing with connected tools',
    says: 'Share named fields with a connected tool.',
    uses: ['coaching'],
  },
  marketing: {
    basis: 'consent',
    asks: 'subject',
    commercial: true,
    title: 'Offers',
    says: 'Tell a person about offers.',
  },
  micro_coaching: {
    basis: 'consent',
    asks: 'subject',
    offWhenVulnerable: true,
    title: 'Micro-coaching',
    says: 'Send short coaching tips to a phone.',
    scopes: {
      leadership_tips: 'Short tips on leading people.',
      reflection_questions: 'Questions to think about between sessions.',
      reminders: 'Reminders of one’s own goals and actions.',
      analytics: 'Counting which tips were delivered, opened and acted on.',
      third_party_sharing: 'Handing tips to the messaging service that delivers them.',
    },
  },
  profiling: {
    basis: 'consent',
    asks: 'subject',
    offWhenVulnerable: true,
    title: 'Personal profile',
    says: 'Derive a profile of one person.',
    uses: ['coaching'],
  },
  participation_statistics: {
    basis: 'legitimate_interest',
    assessment: 'LIA-2026-01',
    objection: 'stops',
    title: 'Participation statistics',
    says: 'Count, over groups and never for one person, how far a programme is used.',
  },
  security: {
    basis: 'legitimate_interest',
    assessment: 'LIA-2026-02',
    objection: { grounds: 'Whoever could opt out of being logged could read other people’s records unseen.' },
    title: 'Security',
    says: 'Detect, contain and prove security incidents.',
  },
  support_access: {
    basis: 'contract',
    title: 'Support',
    says: 'Look into named records to solve a problem, for an hour at most, approved beforehand and reviewed afterwards.',
    uses: ['coaching'],
  },
  consent_proof: {
    basis: 'legal_obligation',
    title: 'Proof of choices',
    says: 'Prove what a person chose, when, and on which notice.',
  },
  data_rights: {
    basis: 'legal_obligation',
    title: 'Rights requests',
    says: 'Answer people’s requests about their own data and prove how they were handled.',
  },
  legal_claims: {
    basis: 'legal_claims',
    title: 'Legal claims',
    says: 'Establish, exercise or defend legal claims.',
  },
} as const satisfies Record<string, PurposeDefinition> & { sale?: never };

export type Purpose = keyof typeof purposes;
/** Purposes that are off until somebody turns them on. */
export type ConsentPurpose = {
  [P in Purpose]: (typeof purposes)[P]['basis'] extends 'consent' ? P : never;
}[Purpose];

/** Purposes that a person can object to. */
export type LegitimatePurpose = {
  [P in Purpose]: (typeof purposes)[P]['basis'] extends 'legitimate_interest' ? P : never;
}[Purpose];

export const purposeNames = Object.keys(purposes) as Purpose[];
export const needsConsent = (purpose: Purpose): purpose is ConsentPurpose => purposes[purpose].basis === 'consent';
export const consentPurposes: readonly ConsentPurpose[] = purposeNames.filter(needsConsent);

export const isLegitimateInterest = (purpose: Purpose): purpose is LegitimatePurpose =>
  purposes[purpose].basis === 'legitimate_interest';
export const legitimatePurposes: readonly LegitimatePurpose[] = purposeNames.filter(isLegitimateInterest);
/** Purposes that an opt-out signal turns off. */
export const commercialPurposes: readonly ConsentPurpose[] = consentPurposes.filter(
  (purpose) => 'commercial' in purposes[purpose],
);

/** Purposes whose records may be used for this one, through lenses. */
export const usedBy = (purpose: Purpose): readonly Purpose[] => (purposes[purpose] as { uses?: Purpose[] }).uses ?? [];

export const scopesOf = (purpose: ConsentPurpose): readonly string[] =>
  Object.keys((purposes[purpose] as { scopes?: Record<string, string> }).scopes ?? {});

/**
 * The purpose under which an operation opens what was collected for `collectedFor`: that same one if the operation states
 * it, else one of its own that uses it through a lens. Undefined: the operation has no business with it.
 */
export const purposeToOpen = (stated: readonly Purpose[], collectedFor: Purpose): Purpose | undefined =>
  stated.includes(collectedFor) ? collectedFor : stated.find((purpose) => usedBy(purpose).includes(collectedFor));
