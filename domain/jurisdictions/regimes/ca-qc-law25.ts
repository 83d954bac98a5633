import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const caQcLaw25: Regime = {
  id: 'ca-qc-law25',
  name: 'Quebec Private Sector Act (CQLR P-39.1, as amended by Law 25)',
  asOf: '2026-11-21',
  scope: { countries: ['CA'], regions: ['CA-QC'] },
  rules: {
    accessDeadline: recalled({ days: 30 }, 'P-39.1 s.32', 'Written reply; silence = refusal; no extension.'),
    accessExtension: recalled({ days: 0 }, 'P-39.1 s.32', '', { confidence: 'medium' }),
    erasureDeadline: recalled(
      { days: 30 },
      'P-39.1 ss.28, 28.1, 32',
      'Rectify/delete unlawful or outdated data; stop dissemination / de-index.',
    ),
    portabilityRight: checked(
      true,
      'P-39.1 s.27 (22 Sep 2024)',
      'Computerised data collected from the person, not created or inferred.',
      { from: '2024-09-22' },
    ),
    portabilityFormat: recalled(
      'structured, commonly used technological format; to person or authorised body',
      'P-39.1 s.27',
      'Unless serious practical difficulty.',
    ),
    breachRegulatorDeadline: recalled({ promptness: 'promptly' }, 'P-39.1 s.3.5', 'To CAI.'),
    breachRegulatorThreshold: checked('risk_of_serious_injury', 'P-39.1 ss.3.5, 3.7'),
    breachIndividualDeadline: recalled({ promptness: 'promptly' }, 'P-39.1 s.3.5'),
    breachIndividualThreshold: checked('risk_of_serious_injury', 'P-39.1 s.3.5'),
    breachRegisterRetention: checked(
      { years: 5 },
      'P-39.1 s.3.8; CQLR A-2.1 r.3.1',
      'All incidents; at least 5 y from awareness.',
    ),
    digitalConsentAge: recalled(14, 'P-39.1 ss.4.1, 14', 'Under 14: parent/tutor.'),
    minorProtectionAge: recalled(18, 'Civil Code', '14+ may consent alone or through parent.', {
      confidence: 'medium',
    }),
    guardianVerification: recalled('parent_or_tutor', 'P-39.1 s.14', 'No method prescribed.', { confidence: 'medium' }),
    consentSensitive: recalled(
      'explicit_opt_in',
      'P-39.1 ss.12, 13, 14',
      'Clear, free, informed, specific, separate for each purpose, time-limited. Biometric bank: tell CAI 60 days before (LCCJTI s.45).',
    ),
    consentMarketing: recalled('opt_in', 'P-39.1 ss.12, 22; CASL'),
    consentSaleShare: recalled('opt_in', 'P-39.1 s.13'),
    consentProfilingAdm: checked(
      'off_by_default_plus_review',
      'P-39.1 ss.8.1, 9.1, 12.1',
      'Identify/locate/profile functions must be off until activated; strictest default settings; wholly automated decisions: notice, reasons, correct, human observations.',
    ),
    withdrawal: recalled('any time', 'P-39.1 s.8, CAI guidelines 2023-1'),
    optOutSignal: recalled(false, '-'),
    crossBorder: recalled(
      'assessment_before_transfer',
      'P-39.1 s.17',
      'Privacy impact assessment for any communication outside Quebec, adequate protection, written agreement.',
    ),
    localisation: recalled(false, '-'),
    personalDataRetention: recalled(
      'necessary_for_purpose',
      'P-39.1 s.23',
      'Then destroy or anonymise (regulated criteria, anonymisation register).',
    ),
    statutoryMinimumRetention: recalled({ years: 1 }, 'P-39.1 s.11', 'Data used for a decision about the person.'),
    ropa: recalled('conditional', 'P-39.1 s.3.2', 'Governance policies published; no GDPR-type register.'),
    dpia: checked('required', 'P-39.1 ss.3.3, 17', 'Any new/overhauled system with personal data; proportionate.'),
    employerConsent: recalled(
      'consent_restricted',
      'P-39.1 ss.5, 9',
      'Necessity test cannot be consented away; no refusal of a job for withholding unnecessary data.',
    ),
    nonDiscrimination: recalled(true, 'P-39.1 s.9'),
    auditLog: recalled('expected', 'P-39.1 s.10', '', { confidence: 'medium' }),
  },
  silentOn: [
    'consentProofRetention',
    'requestLogRetention',
    'complianceDocRetention',
    'accessLogRetention',
    'optOutDeadline',
  ],
};
