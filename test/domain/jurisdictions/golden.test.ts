import { describe, expect, it } from 'vitest';
import type { RuleName } from '#/domain/jurisdictions/rules.ts';
import { strictest } from '#/domain/jurisdictions/strictest.ts';
import { friday, regimesOf, type SituationName, situations } from './situations.ts';

/** What applies to whom, with the place in the law that says so. `at` is Friday, 20 November 2026, unless said otherwise. */
const golden: readonly (readonly [SituationName, RuleName, unknown, string, string])[] = [
  ['DE', 'consentSensitive', 'explicit_opt_in', 'eu-gdpr', 'GDPR Art. 9(1), 9(2)(a)'],
  ['DE', 'consentProfilingAdm', 'prohibited_unless', 'eu-gdpr', 'GDPR Art. 22'],
  [
    'DE, employee',
    'employerConsent',
    'consent_presumed_invalid',
    'eu-gdpr',
    'GDPR Rec. 43, Art. 7(4), 88; EDPB Guidelines 05/2020 para 21-23',
  ],
  ['DE, minor', 'guardianVerification', 'reasonable_efforts', 'eu-gdpr', 'GDPR Art. 8(2)'],
  ['FR', 'accessLogRetention', { months: 12 }, 'eu-gdpr', 'CNIL Recommendation 2021-122 (guidance)'],
  ['UK', 'complaintDeadline', { days: 30 }, 'uk-gdpr', 'DPA 2018 s.164A (DUAA s.103)'],
  ['US-CA', 'consentSensitive', 'opt_out', 'us-ca-ccpa', 'Civ. Code 1798.121; 11 CCR 7027'],
  ['US-CA', 'optOutSignal', true, 'us-ca-ccpa', 'Civ. Code 1798.135; 11 CCR 7025'],
  ['US-CA', 'requestLogRetention', { months: 24 }, 'us-ca-ccpa', '11 CCR 7101(a)'],
  ['US-CA, health', 'accessDeadline', { days: 30 }, 'us-hipaa', '45 CFR 164.524(b)(2)(i)'],
  ['US-CA, health', 'breachRegisterRetention', { years: 6 }, 'us-hipaa', '45 CFR 164.414(b), 164.530(j)'],
  ['US-CA, health', 'breachIndividualDeadline', { days: 30 }, 'us-ca-ccpa', 'Civ. Code 1798.82(a) (SB 446)'],
  ['US-CA, small organisation', 'consentMarketing', 'opt_out', 'us-ca-ccpa', 'CAN-SPAM 15 USC 7704(a)(4)'],
  ['US-OR', 'consentSensitive', 'opt_in', 'us-uoom-states', 'Most state acts (CA/UT/IA opt-out)'],
  ['US, state unknown', 'backupErasureDeadline', { months: 6 }, 'us-wa-mhmda', 'RCW 19.373.040'],
  ['FR + US health', 'auditLog', 'required', 'us-hipaa', '45 CFR 164.312(b), 164.308(a)(1)(ii)(D)'],
  ['US-FL + CN', 'consentSensitive', 'separate_opt_in', 'cn-pipl', 'PIPL Arts. 28-30'],
  ['US-CO', 'consentSensitive', 'opt_in', 'us-co', 'C.R.S. 6-1-1308(7)'],
  ['US-NY', 'breachRegisterRetention', { years: 5 }, 'us-ny', 'GBL 899-aa(2)(a)'],
  ['US-NY, minor', 'consentSaleShare', 'prohibited_for_minors', 'us-ny', 'GBL 899-ff'],
  ['US-TX', 'accessDeadline', { days: 45 }, 'us-tx', 'Bus. & Com. 541.052'],
  ['US-TX, health', 'accessDeadline', { businessDays: 15 }, 'us-tx', 'Health & Safety 181.102'],
  ['US-TX, health', 'localisation', true, 'us-tx', 'Health & Safety 183.002 (SB 1188, 2025)'],
  ['US-WA', 'consentSaleShare', 'signed_authorization', 'us-wa-mhmda', 'RCW 19.373.070'],
  ['US-FL', 'guardianVerification', 'verifiable', 'us-coppa', '16 CFR 312.5(b)'],
  ['CA-QC', 'consentProfilingAdm', 'off_by_default_plus_review', 'ca-qc-law25', 'P-39.1 ss.8.1, 9.1, 12.1'],
  ['CA-QC', 'statutoryMinimumRetention', { years: 1 }, 'ca-qc-law25', 'P-39.1 s.11'],
  ['CA-QC', 'optOutDeadline', { businessDays: 10 }, 'ca-pipeda', 'CASL s.11(3)'],
  ['CA-ON', 'breachRegisterRetention', { months: 24 }, 'ca-pipeda', 'PIPEDA s.10.3; SOR/2018-64 s.6'],
  ['BR', 'breachRegulatorDeadline', { businessDays: 3 }, 'br-lgpd', 'Res. CD/ANPD 15/2024 Art. 6 (LGPD Art. 48)'],
  ['ZA', 'dpia', 'required', 'za-popia', 'Regulations reg. 4(1)(b)'],
  ['CN', 'consentSaleShare', 'separate_opt_in', 'cn-pipl', 'PIPL Arts. 23, 25, 39'],
  ['IN', 'breachCsirtDeadline', { hours: 6 }, 'in-dpdp', 'CERT-In Directions 28 Apr 2022 (IT Act s.70B(6))'],
  ['IN', 'accessLogRetention', { days: 180 }, 'in-dpdp', 'CERT-In Directions 28 Apr 2022'],
  ['DE + BR', 'accessDeadline', { days: 15 }, 'br-lgpd', 'LGPD Art. 19 I-II'],
  ['DE + BR', 'breachRegulatorDeadline', { hours: 72 }, 'eu-gdpr', 'GDPR Art. 33(1)'],
  ['DE + BR', 'consentMarketing', 'opt_in', 'eu-gdpr', 'ePrivacy Dir. 2002/58 Art. 13; GDPR Art. 21(2)-(3)'],
  ['DE + BR', 'breachRegisterRetention', { years: 5 }, 'br-lgpd', 'Res. 15/2024 Art. 10'],
  ['DE + ZA', 'breachRegulatorThreshold', 'reasonable_grounds_of_unauthorised_access', 'za-popia', 'POPIA s.22(1)'],
  ['US-CA + DE', 'accessDeadline', { months: 1 }, 'eu-gdpr', 'GDPR Art. 12(3), 15'],
  ['US-CA + DE', 'consentSensitive', 'explicit_opt_in', 'eu-gdpr', 'GDPR Art. 9(1), 9(2)(a)'],
  ['US-CA + DE', 'optOutSignal', true, 'us-ca-ccpa', 'Civ. Code 1798.135; 11 CCR 7025'],
  [
    'US-CA + DE',
    'crossBorder',
    'prohibited_or_restricted_to_countries_of_concern',
    'us-fed-overlay',
    '28 CFR Part 202',
  ],
  ['CA-QC + UK', 'dpia', 'required', 'ca-qc-law25', 'P-39.1 ss.3.3, 17'],
  [
    'CN + IN',
    'breachCsirtDeadline',
    { hours: 4 },
    'cn-pipl',
    'Measures on National Cybersecurity Incident Reporting Art. 4 (eff. 1 Nov 2025)',
  ],
  ['unknown country, EU', 'accessDeadline', { months: 1 }, 'eu-gdpr', 'GDPR Art. 12(3), 15'],
  ['unknown country, NA', 'accessDeadline', { days: 30 }, 'ca-pipeda', 'PIPEDA s.8(3), Sch.1 cl.4.9'],
  ['unknown country, NA', 'consentProofRetention', { years: 6 }, 'us-wa-mhmda', 'RCW 19.373.070'],
  ['no pack, NA', 'consentSensitive', 'separate_opt_in', 'us-wa-mhmda', 'RCW 19.373.030'],
  ['everything', 'accessDeadline', { days: 15 }, 'br-lgpd', 'LGPD Art. 19 I-II'],
  [
    'everything',
    'breachCsirtDeadline',
    { hours: 4 },
    'cn-pipl',
    'Measures on National Cybersecurity Incident Reporting Art. 4 (eff. 1 Nov 2025)',
  ],
  ['everything', 'breachRegulatorDeadline', { promptness: 'immediately' }, 'cn-pipl', 'PIPL Art. 57'],
  ['everything', 'breachRegulatorThreshold', 'any', 'us-ftc-hbnr', '16 CFR 318.5'],
  ['everything', 'breachRegisterRetention', { years: 6 }, 'us-hipaa', '45 CFR 164.414(b), 164.530(j)'],
  ['everything', 'consentProofRetention', { years: 6 }, 'us-wa-mhmda', 'RCW 19.373.070'],
  ['everything', 'complianceDocRetention', { years: 10 }, 'us-fed-overlay', '28 CFR 202.1101'],
  ['everything', 'consentSaleShare', 'prohibited_for_minors', 'us-ny', 'GBL 899-ff'],
  ['everything', 'optOutSignal', true, 'us-ca-ccpa', 'Civ. Code 1798.135; 11 CCR 7025'],
];

describe('RI10: the strictest rule, with its place in the law', () => {
  it.each(golden)('%s: %s is %j by %s', (who, rule, value, regime, citation) => {
    expect(strictest(rule, regimesOf(who, friday), { at: friday })).toMatchObject({ value, regime, citation });
  });

  it('covers every situation', () => {
    const covered = new Set<string>(golden.map(([who]) => who));
    expect(Object.keys(situations).filter((who) => !covered.has(who))).toEqual([]);
  });

  it('names every rule that was compared, the strictest first', () => {
    const result = strictest('accessDeadline', regimesOf('DE + BR', friday), { at: friday });
    expect(result?.considered.map(({ regime }) => regime)).toEqual(['br-lgpd', 'eu-gdpr']);
  });

  it('is nothing where no law that binds says anything', () => {
    expect(strictest('breachCsirtDeadline', regimesOf('DE', friday), { at: friday })).toBeUndefined();
    expect(strictest('breachRegisterRetention', regimesOf('DE', friday), { at: friday })).toBeUndefined();
  });

  it('texts hold side by side, each with its citation', () => {
    expect(strictest('portabilityFormat', regimesOf('DE + BR', friday), { at: friday })).toMatchObject({
      value:
        'structured, commonly used, machine-readable; direct transfer where technically feasible + electronic format allowing reuse',
      citation: 'GDPR Art. 20(1)-(2) + LGPD Art. 19 sec. 3',
    });
  });

  it.each([
    ['consentProfilingAdm', 'US-CA', undefined, 'opt_out', '11 CCR 7200, 7220-7222'],
    ['breachRegulatorDeadline', 'IN', undefined, { hours: 72 }, 'Act s.8(6); Rules r.7(2)'],
    ['accessLogRetention', 'IN', { days: 180 }, { months: 12 }, 'Rules r.6(1)(e); CERT-In 180 days'],
  ] as const)('%s in %s changes on the day the law does', (rule, who, before, after, citation) => {
    const [newYear, may] = [Date.parse('2027-01-01T00:00:00Z'), Date.parse('2027-05-13T00:00:00Z')];
    const day = who === 'IN' ? may : newYear;
    const valueAt = (at: number) => strictest(rule, regimesOf(who, at), { at });
    expect(valueAt(day - 1)?.value).toEqual(before);
    expect(valueAt(day)).toMatchObject({ value: after, citation });
  });
});
