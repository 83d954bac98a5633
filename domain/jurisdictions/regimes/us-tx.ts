import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usTx: Regime = {
  id: 'us-tx',
  name: 'Texas TDPSA (Bus. & Com. 541) + breach (521.053) + medical privacy (Health & Safety 181-183)',
  asOf: '2026-11-21',
  // Protected health information is outside the act, not outside the breach law or the medical privacy law.
  scope: {
    countries: ['US'],
    regions: ['US-TX'],
    act: { notSector: 'health' },
    besidesTheAct: [
      'accessDeadline',
      'breachRegulatorDeadline',
      'breachRegulatorThreshold',
      'breachIndividualDeadline',
      'localisation',
    ],
  },
  calendar: { holidays: 'US-TX' },
  rules: {
    accessDeadline: [
      recalled({ days: 45 }, 'Bus. & Com. 541.052', '', { only: { notSector: 'health' } }),
      recalled({ businessDays: 15 }, 'Health & Safety 181.102', 'Health record held in EHR by provider.', {
        only: { sector: 'health' },
      }),
    ],
    accessExtension: recalled({ days: 45 }, 'Bus. & Com. 541.052'),
    erasureDeadline: recalled({ days: 45 }, 'Bus. & Com. 541.051-.052'),
    breachIndividualDeadline: recalled({ days: 60 }, 'Bus. & Com. 521.053(b)'),
    breachRegulatorDeadline: checked(
      { days: 30 },
      'Bus. & Com. 521.053(i)',
      'As soon as practicable, max 30 days (since 1 Sep 2023).',
      { from: '2023-09-01' },
    ),
    breachRegulatorThreshold: checked('250_or_more_residents', 'Bus. & Com. 521.053(i)'),
    consentSensitive: recalled('opt_in', 'Bus. & Com. 541.101(b)(2)'),
    consentSaleShare: recalled('opt_out', 'Bus. & Com. 541.051(b)(5)'),
    optOutSignal: checked(true, 'Bus. & Com. 541.055(e)', 'Since 1 Jan 2025, with statutory conditions.', {
      from: '2025-01-01',
    }),
    localisation: checked(
      true,
      'Health & Safety 183.002 (SB 1188, 2025)',
      'Electronic health records of covered entities kept in the US; storage duty reported from 1 Jan 2026. Check reach to coaching tools.',
      { confidence: 'medium', from: '2026-01-01', only: { sector: 'health' }, boundTo: 'US' },
    ),
  },
};
