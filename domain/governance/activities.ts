import type { Purpose } from '#/domain/data-map/purposes.ts';

/** The criteria of which two make an impact assessment due (Guidelines WP 248 rev.01, endorsed by the EDPB). */
export const riskCriteria = {
  evaluation: 'Evaluating or scoring people',
  automated_decision: 'Decisions by machine that have legal or similar effect',
  monitoring: 'Systematic monitoring',
  sensitive: 'Sensitive or highly personal data',
  large_scale: 'Data on a large scale',
  matching: 'Matching or combining data sets',
  vulnerable: 'People in a weaker position, such as employees or minors',
  innovative: 'New technology',
  bars_a_right: 'Keeping people from a right or a service',
} as const;
export type RiskCriterion = keyof typeof riskCriteria;

/** What the data map cannot know of a purpose: in which role the operator acts, and what makes it risky. */
type Activity = {
  /** GDPR Art. 4(7) and (8): who decides why and how. */
  readonly role: 'controller' | 'processor';
  readonly because: string;
  /** Beyond `sensitive`, which follows from the map. */
  readonly criteria: readonly RiskCriterion[];
};

const own = { role: 'controller', criteria: [] } as const;
const choice = { role: 'controller', because: 'The person alone decides with us; no employer takes part.' } as const;

export const activities: Readonly<Record<Purpose, Activity>> = {
  account: { ...own, because: 'We decide how people sign in.' },
  coaching: {
    role: 'processor',
    because: 'It takes place under the programme terms of an organisation, which decides why and how long.',
    criteria: ['vulnerable'],
  },
  integration_registry: {
    role: 'processor',
    because: 'The organisation decides which tools its people may connect.',
    criteria: [],
  },
  session_recording: { ...choice, criteria: ['vulnerable'] },
  ai_insights: { ...choice, criteria: ['innovative', 'vulnerable'] },
  integration_sharing: { ...choice, criteria: ['matching', 'vulnerable'] },
  marketing: { ...choice, criteria: [] },
  micro_coaching: { ...choice, criteria: ['vulnerable'] },
  profiling: { ...choice, criteria: ['evaluation', 'vulnerable'] },
  participation_statistics: {
    ...own,
    because: 'We decide what is counted and from which group size on.',
    criteria: ['vulnerable'],
  },
  security: { ...own, because: 'We answer for the safety of the service.', criteria: ['monitoring'] },
  support_access: {
    ...own,
    because: 'We decide who of ours is let in, and the person or two of us approve it.',
    criteria: ['vulnerable'],
  },
  consent_proof: { ...own, because: 'We have to prove the choices made with us.' },
  data_rights: { ...own, because: 'We answer requests about what we hold.' },
  legal_claims: { ...own, because: 'The claims are ours or against us.' },
};
