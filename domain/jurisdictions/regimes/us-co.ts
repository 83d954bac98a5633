import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usCo: Regime = {
  id: 'us-co',
  name: 'Colorado Privacy Act (C.R.S. 6-1-1301 ff.) + breach law (6-1-716)',
  asOf: '2026-11-21',
  // Protected health information is outside the act, not outside the breach law.
  scope: {
    countries: ['US'],
    regions: ['US-CO'],
    act: { notSector: 'health' },
    besidesTheAct: ['breachRegulatorDeadline', 'breachRegulatorThreshold', 'breachIndividualDeadline'],
  },
  rules: {
    accessDeadline: recalled({ days: 45 }, 'C.R.S. 6-1-1306(2)'),
    accessExtension: recalled({ days: 45 }, 'C.R.S. 6-1-1306(2)', 'Appeal answered in 45 (+60).'),
    erasureDeadline: recalled({ days: 45 }, 'C.R.S. 6-1-1306(1)(d),(2)'),
    portabilityRight: recalled(true, 'C.R.S. 6-1-1306(1)(e)', 'Twice a year.'),
    breachIndividualDeadline: checked({ days: 30 }, 'C.R.S. 6-1-716(2)', 'After determining a breach occurred.', {
      clock: 'determined',
    }),
    breachRegulatorDeadline: recalled({ days: 30 }, 'C.R.S. 6-1-716(2)(f)'),
    breachRegulatorThreshold: recalled('500_or_more_residents', 'C.R.S. 6-1-716(2)(f)'),
    consentSensitive: recalled('opt_in', 'C.R.S. 6-1-1308(7)'),
    consentSaleShare: recalled('opt_out', 'C.R.S. 6-1-1306(1)(a)'),
    consentProfilingAdm: recalled('opt_out', 'C.R.S. 6-1-1306(1)(a)(I)(C)'),
    optOutSignal: checked(
      true,
      'C.R.S. 6-1-1306(1)(a)(IV), 6-1-1313; 4 CCR 904-3 Part 5',
      'Since 1 Jul 2024; GPC is the listed mechanism.',
      { from: '2024-07-01' },
    ),
    minorProtectionAge: recalled(18, 'SB 24-041 (eff. 1 Oct 2025)', '', { from: '2025-10-01' }),
    requestLogRetention: recalled({ months: 24 }, '4 CCR 904-3 Rule 6.11', 'From memory.', { confidence: 'medium' }),
    complianceDocRetention: recalled(
      { years: 3 },
      '4 CCR 904-3 Rule 8.05',
      'Assessments kept 3 y after processing ends. From memory.',
      { confidence: 'medium' },
    ),
  },
};
