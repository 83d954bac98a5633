import { describe, expect, it } from 'vitest';
import { consentAge, minorAge } from '#/domain/jurisdictions/ages.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';
import { friday, later, regimesOf } from './situations.ts';

const ageTable = [
  ['DE', 16, 'GDPR Art. 8(1) as set by DE', 18],
  ['DE, minor', 16, 'GDPR Art. 8(1) as set by DE', 18],
  ['FR', 15, 'GDPR Art. 8(1) as set by FR', 18],
  ['UK', 13, 'DPA 2018 s.9; UK GDPR Art. 8', 18],
  ['US-CA', 16, 'Civ. Code 1798.120(c)-(d); 11 CCR 7070-7072', 16],
  ['US-CA, health', 18, '45 CFR 164.502(g)(3)', 13],
  ['US-CA, small organisation', 13, '15 USC 6501; 16 CFR 312.2', 13],
  ['US-NY', 13, '15 USC 6501; 16 CFR 312.2', 18],
  ['US-TX', 13, '15 USC 6501; 16 CFR 312.2', 13],
  ['US-OR', 13, '15 USC 6501; 16 CFR 312.2', 13],
  ['US, state unknown', 16, 'Civ. Code 1798.120(c)-(d); 11 CCR 7070-7072', 18],
  ['CA-QC', 14, 'P-39.1 ss.4.1, 14', 18],
  ['CA-ON', 13, 'PIPEDA s.6.1; OPC consent guidelines', 18],
  ['BR', 12, 'LGPD Art. 14 sec. 1; ECA (Law 8.069/90) Art. 2', 18],
  ['ZA', 18, 'POPIA ss.1, 34-35', 18],
  ['CN', 14, 'PIPL Art. 31', 18],
  ['IN', 18, 'our default, not law', 18],
  ['DE + BR', 16, 'GDPR Art. 8(1) as set by DE', 18],
  ['DE + ZA', 18, 'POPIA ss.1, 34-35', 18],
  ['unknown country, EU', 16, 'GDPR Art. 8(1)', 18],
  ['unknown country, NA', 16, 'Civ. Code 1798.120(c)-(d); 11 CCR 7070-7072', 18],
  ['everything', 18, '45 CFR 164.502(g)(3)', 18],
] as const;
describe('CO15: from which age a person consents alone, and below which one is a minor', () => {
  it.each(ageTable)('%s: %i (%s), %i', (who, age, citation, minor) => {
    const regimes = regimesOf(who, friday);
    expect(consentAge(regimes)).toMatchObject({ value: age, citation });
    expect(minorAge(regimes).value).toBe(minor);
  });

  it.each([
    [13, ['BE', 'EE', 'FI', 'LV', 'MT', 'PT', 'SE']],
    [14, ['AT', 'BG', 'CY', 'ES', 'IT', 'LT']],
    [15, ['CZ', 'DK', 'FR', 'GR', 'SI']],
    [16, ['DE', 'HR', 'HU', 'IE', 'LU', 'NL', 'PL', 'RO', 'SK', 'IS', 'LI', 'NO']],
  ])('is %i in %j', (age, countries) => {
    for (const country of countries)
      expect(consentAge(regimesFor({ country, instance: 'eu' }, friday).regimes).value, country).toBe(age);
  });

  it('follows its dates: Denmark before and after its change, India before and after its act', () => {
    const ageAt = (country: string, at: number) => consentAge(regimesFor({ country, instance: 'eu' }, at).regimes);
    expect(ageAt('DK', Date.parse('2023-12-31T23:59:59Z')).value).toBe(13);
    expect(ageAt('DK', Date.parse('2024-01-01T00:00:00Z'))).toMatchObject({ value: 15, confidence: 'low' });
    expect(ageAt('IN', later)).toMatchObject({ value: 18, citation: 'Act ss.2(f), 9(1)', regime: 'in-dpdp' });
  });
});
