import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const zaPopia: Regime = {
  id: 'za-popia',
  name: 'South Africa POPIA (Act 4 of 2013) + 2025 and 2026 regulations + PAIA',
  asOf: '2026-11-21',
  scope: { countries: ['ZA'] },
  rules: {
    accessDeadline: recalled({ days: 30 }, 'POPIA ss.23, 25; PAIA s.56', 'POPIA: reasonable time; PAIA: 30 days.'),
    accessExtension: recalled({ days: 30 }, 'PAIA s.57'),
    erasureDeadline: checked(
      { days: 30 },
      'POPIA s.24; Regulations reg. 3 (17 Apr 2025)',
      'Written notice of action within 30 days; act as soon as reasonably practicable. Wording ties the 30 days to the outcome.',
      { confidence: 'medium', from: '2025-04-17' },
    ),
    portabilityRight: recalled(false, '-'),
    breachRegulatorDeadline: checked(
      { promptness: 'as_soon_as_reasonably_possible' },
      'POPIA s.22(1)-(2)',
      'Through the e-Services portal, mandatory since 1 Apr 2025.',
    ),
    breachRegulatorThreshold: recalled(
      'reasonable_grounds_of_unauthorised_access',
      'POPIA s.22(1)',
      'No harm test: widest trigger with DPDP.',
    ),
    breachIndividualDeadline: recalled(
      { promptness: 'as_soon_as_reasonably_possible' },
      'POPIA s.22(1)(b)-(3)',
      'Delay only for policing.',
    ),
    breachIndividualThreshold: recalled(
      'reasonable_grounds_of_unauthorised_access',
      'POPIA s.22',
      'Unless identity cannot be established.',
    ),
    digitalConsentAge: recalled(18, 'POPIA ss.1, 34-35', 'Competent person consents for under 18.'),
    minorProtectionAge: recalled(18, 'POPIA ss.34-35'),
    guardianVerification: recalled('competent_person_consent', 'POPIA s.35(1)(a)', 'No method prescribed.'),
    consentSensitive: checked(
      'opt_in',
      'POPIA ss.26-33',
      '2026 health-information regulations (Regs on processing of health information by certain responsible parties, 2026) list employers, insurers, schemes, pension funds and firms working for them (reg. 3.1). Detailed duties not verified - read before release.',
    ),
    consentMarketing: checked(
      'opt_in',
      'POPIA s.69; reg. 6 (2025), Form 4',
      'Ask once; opt-out is not consent; existing-customer exception.',
    ),
    consentSaleShare: recalled('opt_in', 'POPIA ss.11, 15', '', { confidence: 'medium' }),
    consentProfilingAdm: recalled('prohibited_unless', 'POPIA s.71', 'Contract or law with safeguards.'),
    withdrawal: checked(
      'any time; free objection via easy channels (SMS, WhatsApp, e-mail...)',
      'POPIA s.11(2)(b),(3); reg. 2 (2025)',
    ),
    optOutSignal: recalled(false, '-'),
    crossBorder: recalled(
      'adequacy_or_safeguards',
      'POPIA s.72, 57(1)(d)',
      "Prior authorisation to send special or children's data to inadequate countries.",
    ),
    localisation: recalled(false, '-'),
    personalDataRetention: recalled(
      'necessary_for_purpose',
      'POPIA s.14(1)',
      'Decision data kept long enough for a request (14(3)).',
    ),
    consentProofRetention: recalled(null, 'POPIA s.11(2)(a)', 'Burden of proof. Record phone consents (2025 regs).'),
    ropa: recalled('required', 'POPIA s.17; PAIA s.51', 'Documentation and manual.'),
    dpia: recalled('required', 'Regulations reg. 4(1)(b)', 'Personal information impact assessment.'),
    employerConsent: recalled(
      'consent_restricted',
      'POPIA ss.1, 11, 32(1)(f); 2026 health regs',
      'Voluntary, specific, informed; health only if law or reintegration needs it.',
      { confidence: 'medium' },
    ),
    nonDiscrimination: recalled(false, '-', 'No POPIA rule; Employment Equity Act.', { confidence: 'medium' }),
    auditLog: recalled('expected', 'POPIA s.19', 'Note: POPIA also protects legal persons.', { confidence: 'medium' }),
  },
  silentOn: [
    'portabilityFormat',
    'breachRegisterRetention',
    'requestLogRetention',
    'complianceDocRetention',
    'accessLogRetention',
    'optOutDeadline',
  ],
};
