import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const caPipeda: Regime = {
  id: 'ca-pipeda',
  name: 'Canada PIPEDA (+ CASL)',
  asOf: '2026-11-21',
  // Quebec has its own act in place of PIPEDA; CASL, the anti-spam law in this pack, is binding there too.
  scope: {
    countries: ['CA'],
    act: { notRegions: ['CA-QC'] },
    besidesTheAct: ['consentMarketing', 'optOutDeadline', 'consentProofRetention'],
  },
  calendar: { holidays: 'CA' },
  rules: {
    accessDeadline: recalled({ days: 30 }, 'PIPEDA s.8(3), Sch.1 cl.4.9', 'Silence is a deemed refusal (8(5)).'),
    accessExtension: recalled(
      { days: 30 },
      'PIPEDA s.8(4)',
      'Notice inside the first 30; longer only to convert format.',
    ),
    erasureDeadline: checked(
      null,
      'PIPEDA Sch.1 cl.4.3.8, 4.5.3, 4.9.5',
      'No general erasure right; withdraw consent, correct, destroy when no longer needed. Bill C-36 (15 Jun 2026, first reading) would add disposal.',
    ),
    portabilityRight: checked(
      'conditional',
      'PIPEDA ss.10.4-10.6 (S.C. 2026 c.3, assent 26 Mar 2026)',
      'Only between organisations in a regulated data-mobility framework; none made for coaching.',
    ),
    breachRegulatorDeadline: checked(
      { promptness: 'as_soon_as_feasible' },
      'PIPEDA s.10.1(1)-(2)',
      'After determining it occurred.',
      { clock: 'determined' },
    ),
    breachRegulatorThreshold: checked('real_risk_of_significant_harm', 'PIPEDA s.10.1(1),(7)-(8)'),
    breachIndividualDeadline: checked(
      { promptness: 'as_soon_as_feasible' },
      'PIPEDA s.10.1(3),(6)',
      'Also tell bodies able to reduce harm (10.2).',
      { clock: 'determined' },
    ),
    breachIndividualThreshold: checked('real_risk_of_significant_harm', 'PIPEDA s.10.1(3)'),
    breachRegisterRetention: checked(
      { months: 24 },
      'PIPEDA s.10.3; SOR/2018-64 s.6',
      'Every breach, from the day it is determined.',
    ),
    digitalConsentAge: recalled(
      13,
      'PIPEDA s.6.1; OPC consent guidelines',
      'Guidance, not statute. C-36 would set under 18 as child.',
      { confidence: 'medium' },
    ),
    minorProtectionAge: recalled(18, 'OPC guidance', "Minor's data treated as sensitive.", { confidence: 'medium' }),
    guardianVerification: recalled('reasonable_efforts', 'OPC guidelines', '', { confidence: 'medium' }),
    consentSensitive: recalled('explicit_opt_in', 'PIPEDA Sch.1 cl.4.3.4-4.3.6'),
    consentMarketing: recalled(
      'opt_in',
      'CASL (S.C. 2010 c.23) ss.6, 10, 11',
      'Express or limited implied consent; honour unsubscribe within 10 business days (s.11(3)); sender proves consent (s.13).',
    ),
    consentSaleShare: recalled('opt_in', 'PIPEDA Sch.1 cl.4.3', 'Implied only for non-sensitive, expected uses.'),
    consentProfilingAdm: recalled('none', '-', 'C-36 proposes transparency/human review.'),
    withdrawal: recalled('any time, subject to legal/contract limits and reasonable notice', 'PIPEDA Sch.1 cl.4.3.8'),
    optOutSignal: recalled(false, '-'),
    optOutDeadline: recalled({ businessDays: 10 }, 'CASL s.11(3)', 'Commercial electronic messages.'),
    crossBorder: recalled('accountability_comparable_protection', 'PIPEDA Sch.1 cl.4.1.3', 'Contract plus openness.'),
    localisation: recalled(false, '-'),
    personalDataRetention: recalled(
      'necessary_for_purpose',
      'PIPEDA Sch.1 cl.4.5',
      'Keep decision data long enough to allow access (4.5.2); keep disputed data until recourse ends (s.8(8)).',
    ),
    consentProofRetention: recalled(
      { years: 3 },
      'CASL s.13 + limitation',
      'Onus of proof; 3 y mirrors limitation. From memory.',
      { confidence: 'medium' },
    ),
    ropa: recalled('conditional', 'PIPEDA Sch.1 cl.4.1.4, 4.8', 'Policies and practices, no register.'),
    dpia: recalled('none', '-', 'Recommended only.'),
    employerConsent: recalled(
      'consent_restricted',
      'PIPEDA ss.4(1)(b), 7.3',
      'Covers staff of federally regulated employers only; necessary staff data without consent on notice. BC/AB/QC acts govern others.',
    ),
    nonDiscrimination: recalled(true, 'PIPEDA Sch.1 cl.4.3.3', 'No tied consent beyond need.'),
    auditLog: recalled('expected', 'PIPEDA Sch.1 cl.4.7', '', { confidence: 'medium' }),
  },
  silentOn: ['portabilityFormat', 'requestLogRetention', 'complianceDocRetention', 'accessLogRetention'],
};
