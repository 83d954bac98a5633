import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usCoppa: Regime = {
  id: 'us-coppa',
  name: 'COPPA statute + FTC Rule (16 CFR 312, 2025 amendments; compliance 22 Apr 2026)',
  asOf: '2026-11-21',
  // The ages hold for everybody, since they say who is a child; the rest is about known children.
  scope: {
    countries: ['US'],
    act: { minor: true },
    besidesTheAct: ['digitalConsentAge', 'minorProtectionAge', 'guardianVerification'],
  },
  rules: {
    accessDeadline: recalled(null, '16 CFR 312.6(a)', 'Parent review on request; no number.'),
    erasureDeadline: recalled(
      null,
      '16 CFR 312.6(a)(2), 312.10',
      'Parent may order deletion/refuse more collection; no number. Use 30.',
    ),
    portabilityRight: recalled(false, '-'),
    digitalConsentAge: checked(
      13,
      '15 USC 6501; 16 CFR 312.2',
      'KIDS Act H.R. 7757 (COPPA 2.0: child to 13, teens to 17) passed House 29 Jun 2026; Senate version passed Mar 2026; not law in sources found.',
    ),
    minorProtectionAge: recalled(13, '16 CFR 312.2', 'Watch KIDS Act.'),
    guardianVerification: checked(
      'verifiable',
      '16 CFR 312.5(b)',
      'Signed form, card transaction, call/video, ID check, 2025 additions: knowledge-based quiz, face-to-ID match, text-plus. Email/text-plus only without third-party disclosure.',
    ),
    consentSensitive: checked(
      'opt_in_by_parent',
      '16 CFR 312.5(a)',
      'All personal information of the child, incl. biometrics and government IDs (2025).',
    ),
    consentMarketing: recalled('opt_in_by_parent', '16 CFR 312.5'),
    consentSaleShare: checked(
      'separate_opt_in_by_parent',
      '16 CFR 312.5(a)(2)',
      'Separate consent for third-party disclosure not integral to the service.',
    ),
    withdrawal: recalled('parent may refuse further use at any time', '16 CFR 312.6(a)(2)'),
    optOutSignal: recalled(false, '-'),
    crossBorder: recalled('none', '-'),
    personalDataRetention: checked(
      'necessary_for_purpose',
      '16 CFR 312.10',
      'Indefinite keeping banned; written public retention policy with deletion timeframe.',
    ),
    complianceDocRetention: checked(
      null,
      '16 CFR 312.8, 312.10',
      'Written security programme with yearly review and written assurances from recipients.',
    ),
    ropa: recalled('none', '-'),
    dpia: recalled('conditional', '16 CFR 312.8(b)', 'Yearly risk assessment within the security programme.', {
      confidence: 'medium',
    }),
    nonDiscrimination: recalled(true, '16 CFR 312.7', 'Participation may not depend on excess data.'),
    auditLog: recalled('expected', '16 CFR 312.8', 'Test and monitor safeguards.', { confidence: 'medium' }),
  },
  silentOn: [
    'breachRegulatorDeadline',
    'breachRegulatorThreshold',
    'breachIndividualDeadline',
    'breachIndividualThreshold',
    'portabilityFormat',
    'consentProfilingAdm',
    'localisation',
    'consentProofRetention',
    'breachRegisterRetention',
    'requestLogRetention',
    'accessLogRetention',
    'employerConsent',
    'optOutDeadline',
  ],
};
