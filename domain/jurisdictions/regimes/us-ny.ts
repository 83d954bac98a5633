import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usNy: Regime = {
  id: 'us-ny',
  name: 'New York: SHIELD Act (GBL 899-aa/bb) + Child Data Protection Act (GBL 899-ee ff.)',
  asOf: '2026-11-21',
  scope: { countries: ['US'], regions: ['US-NY'] },
  rules: {
    breachIndividualDeadline: checked(
      { days: 30 },
      'GBL 899-aa(2) (L.2024, eff. 21 Dec 2024)',
      'From discovery; scope/restore excuse removed, only law-enforcement delay.',
      { from: '2024-12-21' },
    ),
    breachIndividualThreshold: checked(
      'access_or_acquisition_of_listed_data',
      'GBL 899-aa(1)',
      'Access alone is enough. Medical and health-insurance data added 21 Mar 2025.',
    ),
    breachRegulatorDeadline: recalled(
      { days: 30 },
      'GBL 899-aa(8)(a)',
      'AG, Dept of State, State Police (+DFS for DFS-regulated) alongside individual notice. HIPAA entities: AG within 5 business days of notifying HHS (899-aa(9)).',
      { confidence: 'medium' },
    ),
    breachRegulatorThreshold: recalled('any_resident_notified', 'GBL 899-aa(8)'),
    breachRegisterRetention: recalled(
      { years: 5 },
      'GBL 899-aa(2)(a)',
      'Written no-harm determination for inadvertent disclosure kept 5 y; to AG in 10 days if >500 residents. From memory.',
      { confidence: 'medium' },
    ),
    minorProtectionAge: checked(
      18,
      'GBL 899-ee, 899-ff (eff. 20 Jun 2025)',
      '13-17: processing only if strictly necessary or with informed consent; no sale; under 13 follows COPPA.',
      { from: '2025-06-20' },
    ),
    consentSaleShare: checked('prohibited_for_minors', 'GBL 899-ff', 'Adults: no comprehensive NY law.', {
      confidence: 'medium',
      from: '2025-06-20',
      only: { minor: true },
    }),
  },
};
