import { describe, expect, it } from 'vitest';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import { friday, regimesOf } from './situations.ts';

describe('RI10: which regimes bind us', () => {
  it.each([
    ['DE', ['eu-gdpr']],
    ['UK', ['uk-gdpr']],
    ['US-CA', ['us-ca-ccpa', 'us-uoom-states', 'us-ftc-hbnr', 'us-fed-overlay', 'us-coppa']],
    ['US-CA, health', ['us-ca-ccpa', 'us-fed-overlay', 'us-hipaa', 'us-coppa']],
    ['US-NY', ['us-ny', 'us-ftc-hbnr', 'us-fed-overlay', 'us-coppa']],
    ['US-OR', ['us-uoom-states', 'us-ftc-hbnr', 'us-fed-overlay', 'us-coppa']],
    ['US-FL', ['us-ftc-hbnr', 'us-fed-overlay', 'us-coppa']],
    ['CA-QC', ['ca-pipeda', 'ca-qc-law25']],
    ['CA-ON', ['ca-pipeda']],
    ['BR', ['br-lgpd']],
    ['ZA', ['za-popia']],
    ['CN', ['cn-pipl']],
    ['IN', ['in-dpdp']],
    ['DE + BR', ['eu-gdpr', 'br-lgpd']],
    ['unknown country, EU', ['eu-gdpr']],
  ] as const)('%s', (who, expected) => {
    expect(regimesOf(who, friday).map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['CA-QC', 'ca-pipeda', ['optOutDeadline', 'consentMarketing', 'consentProofRetention']],
    ['US-CA, health', 'us-ca-ccpa', ['breach', 'breach', 'breach', 'breach', 'consentMarketing']],
    ['US-CA, small organisation', 'us-ca-ccpa', ['breach', 'breach', 'breach', 'breach', 'consentMarketing']],
    ['US-FL', 'us-coppa', ['digitalConsentAge', 'minorProtectionAge', 'guardianVerification']],
  ] as const)('%s: of %s only the neighbouring laws, where the act itself yields', (who, regime, expected) => {
    const rules = Object.keys(regimesOf(who, friday).find(({ id }) => id === regime)?.rules ?? {});
    expect(rules.map((name) => name.replace(/^breach.*/, 'breach')).sort()).toEqual([...expected].sort());
  });

  it.each([
    [{ instance: 'eu' }, ['The country is not known: the home law of the EU instance is taken.']],
    [
      { country: 'JP', instance: 'eu' },
      ['There is no pack for the country: the home law of the EU instance is taken.'],
    ],
    [
      { instance: 'na' },
      [
        'The country is not known: the home law of the NA instance is taken.',
        'The state or province is not known: the laws of all of them are taken.',
        'Whether the organisation is large enough for the CCPA is not known: it is taken to be.',
      ],
    ],
    [{ country: 'CA', instance: 'eu' }, ['The state or province is not known: the laws of all of them are taken.']],
    [{ country: 'CA', region: 'CA-QC', instance: 'eu' }, []],
    [{ country: 'US', region: 'US-CA', organizationThresholds: { ccpaBusiness: true }, instance: 'na' }, []],
    [{ country: 'DE', instance: 'na' }, []],
  ] as const)('%j: says what it had to assume', (facts, assumed) => {
    expect(regimesFor(facts, friday).assumed).toEqual(assumed);
  });

  it('an unknown country on the NA instance is under every law of the United States and Canada at once', () => {
    const home = regimesFor({ instance: 'na' }, friday).regimes;
    const states = regimesFor({ country: 'US', instance: 'eu' }, friday).regimes;
    const provinces = regimesFor({ country: 'CA', instance: 'eu' }, friday).regimes;
    expect(home).toEqual([...states, ...provinces]);
    expect(regimesFor({ country: 'JP', instance: 'na' }, friday).regimes).toEqual(home);
  });

  it('a region that its country lacks counts as not known, and a region alone tells its country', () => {
    const unknown = regimesFor({ country: 'US', instance: 'na' }, friday);
    for (const region of ['US-ZZ', 'CA-QC', 'US', ''])
      expect(regimesFor({ country: 'US', region, instance: 'na' }, friday), region).toEqual(unknown);
    expect(regimesFor({ region: 'CA-QC', instance: 'na' }, friday).regimes).toEqual(regimesOf('CA-QC', friday));
  });

  it('refuses to guess which laws hold at a moment that is none', () => {
    expect(() => regimesFor({ country: 'DE', instance: 'eu' }, Number.NaN)).toThrow(RangeError);
  });
});
