/**
 * What personal data may be collected and used for. A purpose that rests on consent is off until the person turns it
 * on. There is no `sale`: the type below refuses it, so it cannot be registered.
 */
export type LawfulBasis = 'contract' | 'consent' | 'legal_obligation' | 'legitimate_interest' | 'legal_claims';

type PurposeDefinition = { readonly basis: LawfulBasis; readonly says: string };

export const purposes = {
  account: { basis: 'contract', says: 'Give a person an account and let them sign in.' },
  coaching: { basis: 'contract', says: 'Coach and client work together.' },
  session_recording: { basis: 'consent', says: 'Record a coaching session.' },
  ai_insights: { basis: 'consent', says: 'Let a language model summarise coaching records.' },
  integration_sharing: { basis: 'consent', says: 'Share named fields with a connected tool.' },
  marketing: { basis: 'consent', says: 'Tell a person about offers.' },
  micro_coaching: { basis: 'consent', says: 'Send short coaching tips to a phone.' },
  profiling: { basis: 'consent', says: 'Derive a profile of one person.' },
  security: { basis: 'legitimate_interest', says: 'Detect, contain and prove security incidents.' },
  legal_claims: { basis: 'legal_claims', says: 'Establish, exercise or defend legal claims.' },
} as const satisfies Record<string, PurposeDefinition> & { sale?: never };

export type Purpose = keyof typeof purposes;

export const needsConsent = (purpose: Purpose): boolean => purposes[purpose].basis === 'consent';
