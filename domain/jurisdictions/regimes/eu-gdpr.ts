import { memberStateRules, memberStates } from '#/domain/jurisdictions/member-states.ts';
import { checked, type Regime, recalled } from '#/domain/jurisdictions/regime.ts';

export const euGdpr: Regime = {
  id: 'eu-gdpr',
  name: 'EU General Data Protection Regulation (Reg. 2016/679) + ePrivacy Directive',
  asOf: '2026-11-21',
  scope: { countries: memberStates },
  rules: {
    accessDeadline: recalled(
      { months: 1 },
      'GDPR Art. 12(3), 15',
      'Runs from receipt; a refusal with reasons is due in the same month (12(4)). Encode as 30 days to be safe.',
    ),
    accessExtension: recalled(
      { months: 2 },
      'GDPR Art. 12(3)',
      'For complex or many requests; the person must be told of the extension inside the first month.',
    ),
    erasureDeadline: recalled(
      { months: 1 },
      'GDPR Art. 17(1), 12(3)',
      'Erase without undue delay; outer limit one month. Pass the erasure on to recipients (Art. 19). Exceptions in 17(3).',
    ),
    erasureExtension: recalled({ months: 2 }, 'GDPR Art. 12(3)', 'Same mechanism as access.'),
    portabilityRight: recalled(
      true,
      'GDPR Art. 20',
      'Data the person supplied (incl. observed), consent or contract basis, automated processing only.',
    ),
    portabilityFormat: recalled(
      'structured, commonly used, machine-readable; direct transfer where technically feasible',
      'GDPR Art. 20(1)-(2)',
      'JSON/CSV with a schema satisfies.',
    ),
    breachRegulatorDeadline: checked(
      { hours: 72 },
      'GDPR Art. 33(1)',
      'From awareness. Late notice needs reasons. Processor tells controller without undue delay (33(2)). Digital Omnibus proposal (Nov 2025) would make it 96 h and high-risk only; latest source found (18 Jun 2026) says no agreement, so keep 72.',
    ),
    breachRegulatorThreshold: recalled('unless_unlikely_to_result_in_risk', 'GDPR Art. 33(1)'),
    breachIndividualDeadline: recalled({ promptness: 'without_undue_delay' }, 'GDPR Art. 34(1)', 'No number.'),
    breachIndividualThreshold: recalled(
      'likely_high_risk',
      'GDPR Art. 34(1),(3)',
      'Not needed where data unintelligible (encryption) or risk removed later.',
    ),
    digitalConsentAge: checked(
      16,
      'GDPR Art. 8(1)',
      'Default 16; states may lower to 13. 13: BE, EE, FI, LV, MT, PT, SE; 14: AT, BG, CY, ES, IT, LT; 15: CZ, FR, GR, SI; 16: DE, HR, HU, IE, LU, NL, PL, RO, SK. DK was 13 and reported raised to 15 in 2024; ES has proposals to go to 16: re-check both. Applies only when consent is the basis for an information society service offered to the child.',
      { confidence: 'medium' },
    ),
    minorProtectionAge: recalled(
      18,
      'GDPR Recitals 38, 58, 71; DSA Art. 28',
      'Recitals disfavour profiling/ADM about children; DSA bars profiling-based ads to minors on online platforms.',
      { confidence: 'medium' },
    ),
    guardianVerification: recalled('reasonable_efforts', 'GDPR Art. 8(2)', 'Scaled to available technology.'),
    consentSensitive: recalled(
      'explicit_opt_in',
      'GDPR Art. 9(1), 9(2)(a)',
      'Health, beliefs, sexual life, biometrics etc. Other 9(2) grounds exist. C-184/20: inferences count.',
    ),
    consentMarketing: recalled(
      'opt_in',
      'ePrivacy Dir. 2002/58 Art. 13; GDPR Art. 21(2)-(3)',
      'Email/SMS opt-in, soft opt-in for own similar products; absolute objection right.',
    ),
    consentSaleShare: recalled(
      'opt_in',
      'GDPR Art. 6(1), 5(1)(b)',
      'No "sale" category; disclosure for third-party purposes in practice needs consent. Cookies: ePrivacy Art. 5(3).',
      { confidence: 'medium' },
    ),
    consentProfilingAdm: recalled(
      'prohibited_unless',
      'GDPR Art. 22',
      'Solely automated decisions with legal/similar effect only by explicit consent, contract need or law; human review. C-634/21 SCHUFA: a decisive score is a decision.',
    ),
    withdrawal: recalled('any time; as easy as giving; no detriment', 'GDPR Art. 7(3), Recital 42'),
    optOutSignal: recalled(
      false,
      'GDPR Art. 21(5)',
      'Allows objection by automated means but does not mandate a browser signal; Omnibus Art. 88b would (proposal).',
      { confidence: 'medium' },
    ),
    optOutDeadline: recalled(
      { promptness: 'without_undue_delay' },
      'GDPR Art. 21(3), 12(3)',
      'Marketing must stop on objection; confirmation inside one month.',
    ),
    crossBorder: checked(
      'adequacy_or_safeguards',
      'GDPR Ch. V (Arts. 44-49)',
      'Adequacy, SCCs + transfer assessment, BCRs, narrow derogations. EU-US DPF upheld by General Court (T-553/23, 3 Sep 2025), appeal pending. Brazil adequate since early 2026; UK renewal reported for Dec 2025, not re-verified here.',
    ),
    localisation: recalled(false, '-', 'None at EU level.'),
    personalDataRetention: recalled(
      'necessary_for_purpose',
      'GDPR Art. 5(1)(e)',
      'No numbers; schedule must be disclosed (13(2)(a)).',
    ),
    consentProofRetention: recalled(
      null,
      'GDPR Art. 7(1), 5(2)',
      'Must be able to prove consent as long as it is relied on; commonly + limitation period. No number.',
    ),
    breachRegisterRetention: recalled(
      null,
      'GDPR Art. 33(5)',
      'Register of all breaches mandatory, no period. Use 5 by composition.',
    ),
    requestLogRetention: recalled(null, 'GDPR Art. 5(2), 24', 'Accountability only.'),
    ropa: checked(
      'required',
      'GDPR Art. 30',
      '<250-staff exemption fails for regular or special-category processing. Omnibus IV (750 staff, high-risk only) still a proposal in sources found.',
    ),
    dpia: recalled(
      'conditional',
      'GDPR Art. 35-36',
      'High risk: large-scale special data, systematic profiling, vulnerable people; prior consultation if residual high risk.',
    ),
    employerConsent: recalled(
      'consent_presumed_invalid',
      'GDPR Rec. 43, Art. 7(4), 88; EDPB Guidelines 05/2020 para 21-23',
      'Power imbalance; valid only where refusing has no consequence. Works-council/national rules via Art. 88 (see C-34/21).',
    ),
    nonDiscrimination: recalled(
      true,
      'GDPR Art. 7(4), Recital 42',
      'No detriment for refusing/withdrawing; no bundling.',
    ),
    auditLog: checked(
      'expected',
      'GDPR Art. 5(1)(f), 5(2), 24, 32',
      'No text on logs, but expected as security and accountability. CJEU C-579/21 Pankki S: person may learn when and why their file was consulted; staff identities only if essential. Record purpose with every read.',
    ),
    accessLogRetention: checked(
      { months: 12 },
      'CNIL Recommendation 2021-122 (guidance)',
      'CNIL: keep 6-12 months, longer only if justified (up to 3 y for internal control). Soft law; treat 12 as a ceiling in FR.',
      { confidence: 'medium' },
    ),
  },
  national: memberStateRules,
  silentOn: ['complianceDocRetention'],
};
