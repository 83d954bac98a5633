import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usFedOverlay: Regime = {
  id: 'us-fed-overlay',
  name: 'US federal overlay: DOJ Data Security Program (28 CFR 202)',
  asOf: '2026-11-21',
  scope: { countries: ['US'] },
  rules: {
    crossBorder: checked(
      'prohibited_or_restricted_to_countries_of_concern',
      '28 CFR Part 202',
      'Bulk sensitive data (e.g. health or financial of >10,000 US persons; biometrics >1,000) to China/HK/Macau, Cuba, Iran, N. Korea, Russia, Venezuela or covered persons; vendor and employment access counts; consent is no defence. Fully effective 6 Oct 2025.',
      { from: '2025-10-06', boundTo: 'US' },
    ),
    complianceDocRetention: recalled(
      { years: 10 },
      '28 CFR 202.1101',
      'Only for covered transactions. Section from memory.',
      { confidence: 'medium', from: '2025-10-06' },
    ),
  },
};
