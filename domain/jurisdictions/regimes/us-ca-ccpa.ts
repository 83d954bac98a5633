import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const usCaCcpa: Regime = {
  id: 'us-ca-ccpa',
  name: 'California CCPA/CPRA + 2026 regulations + Civ. Code 1798.82 (SB 446)',
  asOf: '2026-11-21',
  // Protected health information and smaller organisations are outside the act, not outside the breach law or CAN-SPAM.
  scope: {
    countries: ['US'],
    regions: ['US-CA'],
    act: { notSector: 'health', threshold: 'ccpaBusiness' },
    besidesTheAct: [
      'breachRegulatorDeadline',
      'breachRegulatorThreshold',
      'breachIndividualDeadline',
      'breachIndividualThreshold',
      'consentMarketing',
    ],
  },
  calendar: { holidays: 'US-CA' },
  rules: {
    requestAck: checked({ businessDays: 10 }, '11 CCR 7021(a)', 'Confirm receipt of know/delete/correct.'),
    accessDeadline: checked(
      { days: 45 },
      'Civ. Code 1798.130(a)(2)(A); 11 CCR 7021(b)',
      'Clock runs from receipt, not from verification.',
    ),
    accessExtension: checked({ days: 45 }, '11 CCR 7021(b)', 'One extension with notice; 90 in all.'),
    erasureDeadline: checked(
      { days: 45 },
      'Civ. Code 1798.105, 1798.130; 11 CCR 7022',
      'Pass to service providers/contractors and buyers.',
    ),
    erasureExtension: checked({ days: 45 }, '11 CCR 7021(b)'),
    portabilityRight: recalled(true, 'Civ. Code 1798.130(a)(3)(B)(iii)'),
    portabilityFormat: recalled(
      'readily usable, structured, machine-readable where feasible',
      'Civ. Code 1798.130(a)(3)(B)(iii)',
    ),
    breachRegulatorDeadline: checked(
      { days: 15 },
      'Civ. Code 1798.82(f) (SB 446, eff. 1 Jan 2026)',
      'To the Attorney General; clock starts when residents are notified, not at discovery.',
      { from: '2026-01-01', clock: 'individuals_notified' },
    ),
    breachRegulatorThreshold: checked('more_than_500_residents', 'Civ. Code 1798.82(f)'),
    breachIndividualDeadline: checked(
      { days: 30 },
      'Civ. Code 1798.82(a) (SB 446)',
      'From discovery/notification. Delay only for law enforcement or to scope and restore system integrity.',
      { from: '2026-01-01' },
    ),
    breachIndividualThreshold: recalled(
      'unencrypted_listed_data_acquired',
      'Civ. Code 1798.82(a),(h)',
      'No harm test. Listed data incl. medical and health-insurance info, credentials.',
    ),
    digitalConsentAge: checked(
      16,
      'Civ. Code 1798.120(c)-(d); 11 CCR 7070-7072',
      'For sale/share only: under 13 parent opt-in, 13-15 own opt-in. COPPA also applies under 13.',
    ),
    minorProtectionAge: recalled(
      16,
      'Civ. Code 1798.120(c); 11 CCR 7001',
      '2026 regs reported to treat data of known under-16s as sensitive; not re-verified in text.',
      { confidence: 'medium' },
    ),
    guardianVerification: recalled('verifiable', '11 CCR 7070', 'Methods modelled on COPPA.'),
    consentSensitive: recalled(
      'opt_out',
      'Civ. Code 1798.121; 11 CCR 7027',
      'Right to limit secondary use; within 15 business days.',
    ),
    consentMarketing: recalled(
      'opt_out',
      'CAN-SPAM 15 USC 7704(a)(4)',
      'Federal: stop in 10 business days; texts/calls under TCPA need prior consent.',
    ),
    consentSaleShare: recalled(
      'opt_out',
      'Civ. Code 1798.120, 1798.135(c)(4)',
      'Opt-in under 16; do not ask again for 12 months.',
    ),
    consentProfilingAdm: checked(
      'opt_out',
      '11 CCR 7200, 7220-7222',
      'ADMT for significant decisions (incl. employment, health care, education): pre-use notice, opt-out, access; comply by 1 Jan 2027.',
      { from: '2027-01-01' },
    ),
    withdrawal: recalled('opt-out at any time; symmetrical choice, no dark patterns', '11 CCR 7004, 7026'),
    optOutSignal: checked(
      true,
      'Civ. Code 1798.135; 11 CCR 7025',
      'GPC is a valid opt-out for browser, device and known profile. Since 1 Jan 2026 must show whether the opt-out was processed (7025(c)(6)). Browsers must ship a signal from 1 Jan 2027 (AB 566, Civ. Code 1798.136).',
    ),
    optOutDeadline: checked(
      { businessDays: 15 },
      '11 CCR 7026(f), 7027',
      'Outer limit; a signal should take effect at once.',
    ),
    crossBorder: recalled('none', '-', 'See us-fed-overlay for 28 CFR 202.'),
    localisation: recalled(false, '-'),
    personalDataRetention: recalled(
      'necessary_for_purpose',
      'Civ. Code 1798.100(a)(3),(c)',
      'Disclose period or criteria per category.',
    ),
    requestLogRetention: checked(
      { months: 24 },
      '11 CCR 7101(a)',
      'Ticket log: date, nature, manner, answer date, basis of denial; no other use.',
    ),
    consentProofRetention: recalled({ months: 24 }, '11 CCR 7101 by analogy', 'No explicit rule for opt-in proof.', {
      confidence: 'low',
    }),
    complianceDocRetention: recalled(
      { years: 5 },
      '11 CCR 7155(c), 7122',
      'Risk assessment: life of processing or 5 y, the later; audit papers 5 y. From memory, subsection letters not re-verified.',
      { confidence: 'medium' },
    ),
    ropa: recalled(
      'conditional',
      '11 CCR 7011, 7152',
      'No register as such; notices and assessments presuppose an inventory.',
      { confidence: 'medium' },
    ),
    dpia: checked(
      'required_if_significant_risk',
      '11 CCR 7150-7157',
      'Selling/sharing, sensitive data, ADMT, worker/student inference, ADMT/biometric training. Existing processing: by 31 Dec 2027; first submission 1 Apr 2028.',
    ),
    employerConsent: recalled(
      'consent_ok',
      'Civ. Code 1798.145(m) sunset 1 Jan 2023',
      'Staff, applicants and contractors have full CCPA rights; notice at collection rather than consent.',
    ),
    nonDiscrimination: recalled(
      true,
      'Civ. Code 1798.125; 11 CCR 7080-7081',
      'Also bars retaliation against employees, applicants, contractors (1798.125(a)(1)(E)). Financial incentives allowed if value-related.',
    ),
    auditLog: recalled(
      'expected',
      'Civ. Code 1798.100(e); 11 CCR 7101, 7123',
      'Cyber-audit criteria include logging and monitoring.',
      { confidence: 'medium' },
    ),
  },
  silentOn: ['breachRegisterRetention', 'accessLogRetention'],
};
