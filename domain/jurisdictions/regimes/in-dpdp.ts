import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const inDpdp: Regime = {
  id: 'in-dpdp',
  name: 'India DPDP Act 2023 + DPDP Rules 2025 (+ CERT-In Directions 2022)',
  asOf: '2026-11-21',
  // The act starts on 13 or 14 May 2027; the earlier day is taken. CERT-In is binding already.
  scope: { countries: ['IN'] },
  rules: {
    inForce: checked(
      'phased',
      'Rules r.1; S.O. Nov 2025',
      'Board parts since 13-14 Nov 2025; consent managers (r.4) 13-14 Nov 2026; the rest 13-14 May 2027. MeitY floated faster dates in Jan 2026; no adopted change found (last source Jun 2026). One site claims a 15 Mar 2026 notification: contradicted, disregard. CERT-In duty is live now.',
      { confidence: 'medium' },
    ),
    accessDeadline: recalled(
      null,
      'Act s.11; Rules r.14',
      'No number for access; fiduciary publishes its own. Use 30.',
      { from: '2027-05-13' },
    ),
    complaintDeadline: checked({ days: 90 }, 'Rules r.14(3)', 'Outer limit for grievances.', { from: '2027-05-13' }),
    erasureDeadline: checked(
      null,
      'Act ss.8(7), 12(3); Rules r.8',
      'On withdrawal or end of purpose; big e-commerce/gaming/social: after 3 y inactivity, with 48 h warning.',
      { from: '2027-05-13' },
    ),
    portabilityRight: recalled(false, '-'),
    breachRegulatorDeadline: checked(
      { hours: 72 },
      'Act s.8(6); Rules r.7(2)',
      'First notice without delay; detailed report in 72 h (Board may extend).',
      { from: '2027-05-13' },
    ),
    breachRegulatorThreshold: recalled('any', 'Act s.2(u), 8(6)', 'No risk threshold.', { from: '2027-05-13' }),
    breachCsirtDeadline: checked(
      { hours: 6 },
      'CERT-In Directions 28 Apr 2022 (IT Act s.70B(6))',
      'From noticing; Annexure I incidents incl. data breach and leaks.',
    ),
    breachIndividualDeadline: checked(
      { promptness: 'without_undue_delay' },
      'Rules r.7(1)',
      'Without delay, via account or registered channel.',
      { from: '2027-05-13' },
    ),
    breachIndividualThreshold: recalled('any', 'Act s.8(6)', '', { from: '2027-05-13' }),
    digitalConsentAge: recalled(18, 'Act ss.2(f), 9(1)', '', { from: '2027-05-13' }),
    minorProtectionAge: recalled(
      18,
      'Act s.9(2)-(3)',
      'No tracking, behavioural monitoring or targeted ads; Fourth Schedule exemptions (clinics, schools).',
      { from: '2027-05-13' },
    ),
    guardianVerification: checked(
      'verifiable',
      'Rules r.10-11',
      'Known identity/age or government/digital-locker token; also lawful guardian of a person with disability.',
      { from: '2027-05-13' },
    ),
    consentSensitive: recalled('opt_in', 'Act s.6', 'No sensitive category: all data opt-in or s.7 use.', {
      from: '2027-05-13',
    }),
    consentMarketing: recalled('opt_in', 'Act s.6', '', { from: '2027-05-13' }),
    consentSaleShare: recalled('opt_in', 'Act s.6', '', { from: '2027-05-13' }),
    consentProfilingAdm: recalled('none', '-', 'Significant fiduciaries: algorithm due diligence (r.13(3)).'),
    withdrawal: recalled('any time; ease comparable to giving', 'Act s.6(4)', '', { from: '2027-05-13' }),
    optOutSignal: recalled(false, '-'),
    crossBorder: recalled(
      'allowed_unless_restricted',
      'Act s.16; Rules r.15',
      'Government may set conditions/black-list.',
      { from: '2027-05-13' },
    ),
    localisation: checked('conditional', 'Rules r.13(4)', 'Significant fiduciaries, data specified by government.', {
      boundTo: 'IN',
      from: '2027-05-13',
    }),
    personalDataRetention: recalled('necessary_for_purpose', 'Act s.8(7)', '', { from: '2027-05-13' }),
    statutoryMinimumRetention: checked(
      { years: 1 },
      'Rules r.8(3)',
      'Personal data, traffic data and logs kept at least one year from processing for the Seventh Schedule purposes: collides with erasure.',
      { from: '2027-05-13' },
    ),
    consentProofRetention: checked(
      null,
      'Act s.6(10); Rules First Schedule Part B',
      'Fiduciary carries the proof burden, no number. Registered consent managers keep consent records 7 years: apply 7 only if the product acts as one.',
      { from: '2027-05-13' },
    ),
    ropa: recalled('none', '-'),
    dpia: checked(
      'conditional',
      'Act s.10(2); Rules r.13(1)',
      'Significant fiduciaries: DPIA and audit every 12 months.',
      { from: '2027-05-13' },
    ),
    employerConsent: recalled(
      'consent_restricted',
      'Act s.7(i)',
      'Employment purposes and employer protection are a legitimate use without consent.',
      { from: '2027-05-13' },
    ),
    nonDiscrimination: recalled(false, 'Act s.6(1)', 'Only limits bundled consent.', {
      confidence: 'medium',
      from: '2027-05-13',
    }),
    auditLog: checked('required', 'Rules r.6(1)(c),(e)', 'Visibility of access via logs, monitoring, review.', {
      from: '2027-05-13',
    }),
    accessLogRetention: [
      checked({ days: 180 }, 'CERT-In Directions 28 Apr 2022', 'CERT-In 180-day ICT logs.', { until: '2027-05-13' }),
      checked({ months: 12 }, 'Rules r.6(1)(e); CERT-In 180 days', 'One year; CERT-In 180-day ICT logs.', {
        from: '2027-05-13',
      }),
    ],
  },
  silentOn: [
    'portabilityFormat',
    'breachRegisterRetention',
    'requestLogRetention',
    'complianceDocRetention',
    'optOutDeadline',
  ],
};
