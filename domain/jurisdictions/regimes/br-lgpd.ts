import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const brLgpd: Regime = {
  id: 'br-lgpd',
  name: 'Brazil LGPD (Law 13.709/2018) + ANPD resolutions + Marco Civil + ECA Digital',
  asOf: '2026-11-21',
  scope: { countries: ['BR'] },
  calendar: { holidays: 'BR' },
  rules: {
    accessDeadline: recalled(
      { days: 15 },
      'LGPD Art. 19 I-II',
      'Simplified confirmation at once; full statement within 15 days. Small agents get double (Res. CD/ANPD 2/2022).',
    ),
    accessExtension: recalled({ days: 0 }, 'LGPD Art. 19', 'None in statute.', { confidence: 'medium' }),
    erasureDeadline: checked(
      null,
      'LGPD Art. 18 IV, VI, sec. 3-5',
      'Free, "immediately" or with reasons; ANPD rights regulation was due 2025-26 but no final text found. Use 15.',
      { confidence: 'medium', ourDefault: { days: 15 } },
    ),
    portabilityRight: checked(true, 'LGPD Art. 18 V, 19 sec. 3', 'Detailed rules still for ANPD.', {
      confidence: 'medium',
    }),
    portabilityFormat: recalled(
      'electronic format allowing reuse',
      'LGPD Art. 19 sec. 3',
      'For consent/contract data.',
    ),
    breachRegulatorDeadline: checked(
      { businessDays: 3 },
      'Res. CD/ANPD 15/2024 Art. 6 (LGPD Art. 48)',
      'From knowing personal data was hit; supplement in 20 business days; small agents 6.',
      { clock: 'determined' },
    ),
    breachRegulatorThreshold: checked(
      'relevant_risk_or_harm',
      'Res. 15/2024 Art. 5',
      'Significant effect + sensitive, child/elderly, financial, credential, secrecy-protected or large-scale data.',
    ),
    breachIndividualDeadline: checked(
      { businessDays: 3 },
      'Res. 15/2024 Art. 9',
      'Individually where possible, else public notice for 90 days; prove it to ANPD.',
    ),
    breachIndividualThreshold: checked('relevant_risk_or_harm', 'Res. 15/2024 Art. 5, 9'),
    breachRegisterRetention: checked({ years: 5 }, 'Res. 15/2024 Art. 10', 'Including incidents not reported.'),
    digitalConsentAge: recalled(
      12,
      'LGPD Art. 14 sec. 1; ECA (Law 8.069/90) Art. 2',
      'Under 12: specific, highlighted parental consent if consent is the basis; other bases possible in best interest (Enunciado CD/ANPD 1/2023).',
    ),
    minorProtectionAge: checked(
      18,
      'LGPD Art. 14; Law 15.211/2025 (in force 17 Mar 2026)',
      'ECA Digital: under-16 social accounts tied to guardian, self-declared age not enough for restricted content, no ad profiling of minors. Applies to services aimed at or likely used by minors.',
    ),
    guardianVerification: recalled('reasonable_efforts', 'LGPD Art. 14 sec. 5'),
    consentSensitive: recalled('explicit_opt_in', 'LGPD Art. 11 I', 'Specific and highlighted.'),
    consentMarketing: recalled('opt_out', 'LGPD Art. 7 IX, 18 sec. 2', 'Legitimate interest usual; objection.', {
      confidence: 'medium',
    }),
    consentSaleShare: recalled(
      'opt_in',
      'LGPD Art. 7 sec. 5',
      'Specific consent to share consent-based data; health data sharing for gain restricted (Art. 11 sec. 4).',
    ),
    consentProfilingAdm: recalled(
      'review_right',
      'LGPD Art. 20',
      'Review of solely automated decisions; human not expressly required.',
    ),
    withdrawal: recalled('any time, free, easy', 'LGPD Art. 8 sec. 5'),
    optOutSignal: recalled(false, '-'),
    crossBorder: checked(
      'adequacy_or_safeguards',
      'LGPD Arts. 33-36; Res. CD/ANPD 19/2024',
      'ANPD SCCs mandatory since 23 Aug 2025; EU mutual adequacy (Jan/Feb 2026).',
    ),
    localisation: recalled(false, '-'),
    personalDataRetention: recalled('necessary_for_purpose', 'LGPD Arts. 15-16'),
    consentProofRetention: recalled(null, 'LGPD Art. 8 sec. 2', 'Burden on controller.'),
    ropa: recalled('required', 'LGPD Art. 37'),
    dpia: recalled('conditional', 'LGPD Arts. 5 XVII, 38', 'ANPD may demand; expected for high risk.'),
    employerConsent: recalled(
      'consent_presumed_invalid',
      'LGPD Art. 8 sec. 3, Art. 5 XII',
      'No express rule; free-will test and labour practice disfavour it.',
      { confidence: 'medium' },
    ),
    nonDiscrimination: recalled(true, 'LGPD Art. 6 IX, 21'),
    auditLog: recalled(
      'expected',
      'LGPD Arts. 37, 46; Decree 8.771/2016 Art. 13',
      'Decree asks for access inventory with time, duration, identity, file.',
    ),
    accessLogRetention: recalled(
      { months: 6 },
      'Law 12.965/2014 Art. 15',
      'For-profit application providers keep user access records 6 months, confidential.',
    ),
  },
  silentOn: ['requestLogRetention', 'complianceDocRetention', 'optOutDeadline'],
};
