import { describe, expect, it } from 'vitest';
import { strictest } from '#/domain/jurisdictions/strictest.ts';
import { friday, later, regimesOf } from './situations.ts';

const review = (
  ...[rule, who, at = friday]: [Parameters<typeof strictest>[0], Parameters<typeof regimesOf>[0], number?]
) => {
  const result = strictest(rule, regimesOf(who, at), { at });
  return { value: result?.value, sides: result?.humanReview?.sides.map(({ regime, citation }) => [regime, citation]) };
};

describe('RI10: duties that oppose each other go to a person, with both sides and no value', () => {
  it('some data must be kept although its purpose has ended', () => {
    expect(review('personalDataRetention', 'CA-QC')).toEqual({
      value: undefined,
      sides: [
        ['ca-qc-law25', 'P-39.1 s.23'],
        ['ca-qc-law25', 'P-39.1 s.11'],
      ],
    });
    expect(review('personalDataRetention', 'IN', later).sides?.[1]).toEqual(['in-dpdp', 'Rules r.8(3)']);
    expect(review('personalDataRetention', 'DE')).toEqual({ value: 'necessary_for_purpose', sides: undefined });
  });

  it('one law wants access logs for six years, another for one at most', () => {
    expect(review('accessLogRetention', 'FR + US health')).toEqual({
      value: undefined,
      sides: [
        ['us-hipaa', '45 CFR 164.316(b)(2)(i) by inference'],
        ['eu-gdpr', 'CNIL Recommendation 2021-122 (guidance)'],
      ],
    });
    const withGermany = [...regimesOf('DE', friday), ...regimesOf('FR + US health', friday)];
    expect(strictest('accessLogRetention', withGermany, { at: friday })?.humanReview).toBeDefined();
    expect(review('accessLogRetention', 'FR')).toEqual({ value: { months: 12 }, sides: undefined });
    expect(review('accessLogRetention', 'IN', later)).toEqual({ value: { months: 12 }, sides: undefined });
  });

  it('two countries bind the same data to themselves', () => {
    expect(review('localisation', 'CN + IN', later)).toEqual({
      value: undefined,
      sides: [
        ['cn-pipl', 'PIPL Art. 40'],
        ['in-dpdp', 'Rules r.13(4)'],
      ],
    });
    expect(review('crossBorder', 'US-FL + CN')).toEqual({
      value: undefined,
      sides: [
        ['us-fed-overlay', '28 CFR Part 202'],
        ['cn-pipl', 'PIPL Arts. 38-43; CAC Provisions Mar 2024; Certification Measures (1 Jan 2026)'],
      ],
    });
    expect(review('localisation', 'CN')).toEqual({ value: 'conditional', sides: undefined });
    expect(review('localisation', 'US-TX, health')).toEqual({ value: true, sides: undefined });
  });

  it.each(['consentSensitive', 'consentMarketing', 'consentSaleShare', 'consentProfilingAdm'] as const)(
    'an employee is not free to refuse, so that no stricter %s helps',
    (rule) => {
      const { value, sides } = review(rule, 'DE, employee');
      expect(value).toBeUndefined();
      expect(sides?.[1]).toEqual(['eu-gdpr', 'GDPR Rec. 43, Art. 7(4), 88; EDPB Guidelines 05/2020 para 21-23']);
      expect(review(rule, 'DE').value).toBeDefined();
    },
  );

  it('says what is to be decided', () => {
    const reasonOf = (...[rule, who]: [Parameters<typeof strictest>[0], Parameters<typeof regimesOf>[0]]) =>
      strictest(rule, regimesOf(who, friday), { at: friday })?.humanReview?.reason;
    expect(reasonOf('personalDataRetention', 'CA-QC')).toContain('sealed hold class');
    expect(reasonOf('consentMarketing', 'DE, employee')).toContain('another legal basis');
    expect(reasonOf('crossBorder', 'US-FL + CN')).toContain('CN and to US');
  });
});
