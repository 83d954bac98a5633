import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usHipaa: Regime = {
  id: 'us-hipaa',
  name: 'HIPAA Privacy, Security and Breach Notification Rules (45 CFR 160, 164)',
  asOf: '2026-11-21',
  scope: { countries: ['US'], act: { sector: 'health' } },
  rules: {
    accessDeadline: recalled(
      { days: 30 },
      '45 CFR 164.524(b)(2)(i)',
      'Designated record set; 15-day proposal never finalised.',
    ),
    accessExtension: recalled({ days: 30 }, '45 CFR 164.524(b)(2)(ii)', 'Once, with written reason.'),
    erasureDeadline: recalled(null, '45 CFR 164.526', 'No erasure right. Amendment: 60 days + 30.'),
    portabilityRight: recalled(
      true,
      '45 CFR 164.524(c)(2)-(3)',
      'As part of access; EHR copy may be directed to a third party.',
    ),
    portabilityFormat: recalled('form and format asked for, if readily producible', '45 CFR 164.524(c)(2)'),
    breachRegulatorDeadline: recalled(
      { days: 60 },
      '45 CFR 164.408',
      '500+: to HHS with individual notice; fewer: within 60 days of calendar-year end. Business associate to covered entity: max 60 days (164.410); contracts usually shorter.',
    ),
    breachRegulatorThreshold: recalled(
      'presumed_breach_unless_low_probability_of_compromise',
      '45 CFR 164.402',
      'Four-factor assessment; encrypted PHI is out.',
    ),
    breachIndividualDeadline: checked(
      { days: 60 },
      '45 CFR 164.404(b)',
      'Without unreasonable delay, max 60 from discovery. Media if >500 in a state (164.406).',
    ),
    breachIndividualThreshold: recalled('presumed_breach_unless_low_probability_of_compromise', '45 CFR 164.402'),
    digitalConsentAge: recalled(
      18,
      '45 CFR 164.502(g)(3)',
      'State majority/minor-consent law decides who is personal representative; 18 is a default only.',
      { confidence: 'medium' },
    ),
    guardianVerification: recalled('verify_authority', '45 CFR 164.514(h), 164.502(g)'),
    consentSensitive: recalled(
      'opt_in',
      '45 CFR 164.508(a); 42 CFR Part 2',
      'Written authorisation outside treatment/payment/operations; psychotherapy notes special; substance-use records need Part 2 consent (compliance 16 Feb 2026).',
    ),
    consentMarketing: recalled('opt_in', '45 CFR 164.508(a)(3)'),
    consentSaleShare: recalled('opt_in', '45 CFR 164.508(a)(4), 164.502(a)(5)(ii)'),
    consentProfilingAdm: recalled('none', '-', 'Section 1557 rule 45 CFR 92.210 covers discriminatory care tools.', {
      confidence: 'medium',
    }),
    withdrawal: recalled('any time in writing, except reliance already taken', '45 CFR 164.508(b)(5)'),
    optOutSignal: recalled(false, '-'),
    crossBorder: recalled('none', '-', 'BAA required wherever; some state/CMS contracts forbid offshore.', {
      confidence: 'medium',
    }),
    localisation: recalled(false, '-'),
    personalDataRetention: recalled('state_law', '-', 'HIPAA sets no medical record period.'),
    complianceDocRetention: recalled(
      { years: 6 },
      '45 CFR 164.316(b)(2)(i), 164.530(j)(2)',
      'From creation or last effective date, the later.',
    ),
    consentProofRetention: recalled({ years: 6 }, '45 CFR 164.508(b)(6), 164.530(j)'),
    breachRegisterRetention: recalled({ years: 6 }, '45 CFR 164.414(b), 164.530(j)', 'Burden of proof on the entity.'),
    requestLogRetention: recalled(
      { months: 72 },
      '45 CFR 164.524(e), 164.528, 164.530(j)',
      'Accounting of disclosures looks back 6 y; answer it in 60 days (+30).',
    ),
    ropa: recalled('none', '-'),
    dpia: recalled('required', '45 CFR 164.308(a)(1)(ii)(A)', 'Security risk analysis, not a privacy DPIA.'),
    employerConsent: recalled(
      'consent_restricted',
      '45 CFR 160.103, 164.504(f)(2)(ii)(C), 164.508, 164.512(b)(1)(v)',
      'Plan data may not feed employment decisions; employer disclosure needs authorisation or narrow workplace-surveillance route. Employment records are outside PHI. ADA/GINA voluntariness.',
    ),
    nonDiscrimination: recalled(
      true,
      '45 CFR 164.508(b)(4), 164.530(g)-(h)',
      'No conditioning, retaliation or waiver.',
    ),
    auditLog: checked(
      'required',
      '45 CFR 164.312(b), 164.308(a)(1)(ii)(D)',
      'Record and review activity on ePHI. Security Rule rewrite (NPRM published 6 Jan 2025) still not final in sources to mid-2026: do not encode as law.',
    ),
    accessLogRetention: recalled(
      { months: 72 },
      '45 CFR 164.316(b)(2)(i) by inference',
      'Rule fixes 6 y for documentation, not raw logs; 6 y is the common safe reading.',
      { confidence: 'medium' },
    ),
  },
  silentOn: ['optOutDeadline', 'minorProtectionAge'],
};
