import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usFtcHbnr: Regime = {
  id: 'us-ftc-hbnr',
  name: 'FTC Health Breach Notification Rule (16 CFR 318, amended 2024) for non-HIPAA health apps',
  asOf: '2026-11-21',
  // Whatever is under HIPAA is outside this rule.
  scope: { countries: ['US'], act: { notSector: 'health' } },
  rules: {
    breachIndividualDeadline: recalled({ days: 60 }, '16 CFR 318.4', 'Without unreasonable delay.'),
    breachIndividualThreshold: checked(
      'any_unsecured_phr_identifiable',
      '16 CFR 318.2',
      'Unauthorised disclosure (e.g. to ad networks) is a breach.',
    ),
    breachRegulatorDeadline: recalled(
      { days: 60 },
      '16 CFR 318.4-318.5',
      '500+: FTC at the same time as individuals; fewer: annual log within 60 days of year end. Media if 500+ in a state.',
    ),
    breachRegulatorThreshold: recalled('any', '16 CFR 318.5', 'Count changes only the timing.'),
  },
};
