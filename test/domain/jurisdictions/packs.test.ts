import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { regimesFor, versionsOf } from '#/domain/jurisdictions/binding.ts';
import type { Facts } from '#/domain/jurisdictions/facts.ts';
import { jurisdictionMatrix, type MatrixRow } from '#/domain/jurisdictions/matrix.ts';
import type { Rule } from '#/domain/jurisdictions/regime.ts';
import { regimes } from '#/domain/jurisdictions/regimes.ts';
import { ruleNames } from '#/domain/jurisdictions/rules.ts';
import { stalePacks } from '#/domain/jurisdictions/stale-packs.ts';

const ids = regimes.map(({ id }) => id);
const everyRule = regimes.flatMap(({ id, rules, national = {} }) =>
  [rules, ...Object.values(national)].flatMap((some) =>
    Object.entries(some).flatMap(([name, versions]) =>
      versionsOf<Rule<unknown>>(versions).map((rule) => ({ where: `${id}.${name}`, rule })),
    ),
  ),
);

describe('RI10: the packs', () => {
  it('stand one in a file, named like it', () => {
    const folder = new URL('../../../domain/jurisdictions/regimes/', import.meta.url);
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
    expect(files.sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(18);
  });

  it.each([
    ['eu-gdpr', 33],
    ['uk-gdpr', 34],
    ['us-ca-ccpa', 34],
    ['us-ny', 7],
    ['us-co', 14],
    ['us-tx', 10],
    ['us-uoom-states', 3],
    ['us-wa-mhmda', 8],
    ['us-ftc-hbnr', 4],
    ['us-fed-overlay', 2],
    ['us-hipaa', 32],
    ['us-coppa', 31],
    ['ca-pipeda', 32],
    ['ca-qc-law25', 33],
    ['br-lgpd', 32],
    ['za-popia', 32],
    ['cn-pipl', 32],
    ['in-dpdp', 35],
  ] as const)('%s answers on %i rules, and says so where it is silent', (id, count) => {
    const pack = regimes.find((regime) => regime.id === id);
    const named = [...Object.keys(pack?.rules ?? {}), ...(pack?.silentOn ?? [])];
    expect(named).toHaveLength(count);
    expect(new Set(named).size).toBe(count);
  });

  it('cite the law for every rule that asks for something', () => {
    for (const { where, rule } of everyRule) {
      expect(rule.citation, where).toMatch(/\S/);
      if (rule.citation === '-') expect([false, 'none', 'state_law'], where).toContain(rule.value);
    }
  });

  it('leave a deadline without a number only where our own default answers: access and erasure', () => {
    const open = everyRule.filter(({ where, rule }) => rule.value === null && where.includes('Deadline'));
    expect(new Set(open.map(({ where }) => where.split('.')[1]))).toEqual(
      new Set(['accessDeadline', 'erasureDeadline']),
    );
  });

  it('have real dates, and versions that do not overlap', () => {
    for (const { where, rule } of everyRule)
      for (const date of [rule.from, rule.until])
        if (date) expect(new Date(`${date}T00:00:00Z`).toISOString(), where).toBe(`${date}T00:00:00.000Z`);
    for (const { id, rules } of regimes)
      for (const versions of Object.values(rules).map((some) => versionsOf<Rule<unknown>>(some)))
        versions.slice(1).forEach((next, index) => {
          const { until, only } = versions[index] as Rule<unknown>;
          const oneAfterTheOther = until !== undefined && until === next.from;
          expect(oneAfterTheOther || JSON.stringify(only) !== JSON.stringify(next.only), id).toBe(true);
        });
  });

  it('every rule of every regime binds somebody at some time', () => {
    const bound = new Set<unknown>();
    for (const facts of everybody())
      for (const at of ['2023-11-01', '2026-11-21', '2027-06-01'].map(Date.parse))
        for (const { rules } of regimesFor(facts, at).regimes) for (const rule of Object.values(rules)) bound.add(rule);
    expect(everyRule.filter(({ rule }) => !bound.has(rule)).map(({ where }) => where)).toEqual([]);
  });

  it('every rule of the table is set by some regime', () => {
    const set = new Set(everyRule.map(({ where }) => where.split('.')[1]));
    expect(ruleNames.filter((name) => !set.has(name))).toEqual([]);
  });
});

function everybody(): Facts[] {
  const places = regimes.flatMap(({ scope: { countries, regions = [] } }) => [
    ...countries.map((country) => ({ country })),
    ...regions.map((region) => ({ country: region.slice(0, 2), region })),
  ]);
  return places.flatMap((place) =>
    ([undefined, 'health'] as const).flatMap((sector) =>
      [false, true].map((yes): Facts => ({ ...place, instance: 'eu', sector, minor: yes, employment: yes })),
    ),
  );
}

describe('GO6: the matrix of rules and regimes', () => {
  const rows = jurisdictionMatrix();
  const cell = (rule: string, regime: string): readonly MatrixRow[] =>
    rows.filter((row) => row.rule === rule && row.regime === regime && !row.country);

  it.each([
    ['accessDeadline', 'eu-gdpr', '1 month', 'GDPR Art. 12(3), 15', 'high', 'recall'],
    ['accessExtension', 'uk-gdpr', '2 months', 'UK GDPR Art. 12A', 'high', 'checked'],
    ['complaintDeadline', 'in-dpdp', '90 days', 'Rules r.14(3)', 'high', 'checked'],
    ['requestAck', 'us-ca-ccpa', '10 business days', '11 CCR 7021(a)', 'high', 'checked'],
    ['erasureDeadline', 'ca-pipeda', 'none set', 'PIPEDA Sch.1 cl.4.3.8, 4.5.3, 4.9.5', 'high', 'checked'],
    ['backupErasureDeadline', 'us-wa-mhmda', '6 months', 'RCW 19.373.040', 'medium', 'recall'],
    ['breachRegulatorDeadline', 'za-popia', 'as soon as reasonably possible', 'POPIA s.22(1)-(2)', 'high', 'checked'],
    ['breachRegulatorThreshold', 'us-co', '500 or more residents', 'C.R.S. 6-1-716(2)(f)', 'high', 'recall'],
    [
      'breachCsirtDeadline',
      'in-dpdp',
      '6 hours',
      'CERT-In Directions 28 Apr 2022 (IT Act s.70B(6))',
      'high',
      'checked',
    ],
    ['breachRegisterRetention', 'us-ny', '5 years', 'GBL 899-aa(2)(a)', 'medium', 'recall'],
    ['portabilityRight', 'cn-pipl', 'conditional', 'PIPL Art. 45(3); Network Data Regs Art. 25', 'medium', 'checked'],
    ['localisation', 'us-coppa', 'none set', '-', 'medium', 'recall'],
    ['optOutSignal', 'us-tx', 'yes', 'Bus. & Com. 541.055(e)', 'high', 'checked'],
    ['consentProofRetention', 'us-ca-ccpa', '24 months', '11 CCR 7101 by analogy', 'low', 'recall'],
    ['minorProtectionAge', 'us-ny', '18 years', 'GBL 899-ee, 899-ff (eff. 20 Jun 2025)', 'high', 'checked'],
    ['consentProfilingAdm', 'ca-qc-law25', 'off by default plus review', 'P-39.1 ss.8.1, 9.1, 12.1', 'high', 'checked'],
    ['complianceDocRetention', 'us-fed-overlay', '10 years', '28 CFR 202.1101', 'medium', 'recall'],
    ['requestLogRetention', 'us-hipaa', '72 months', '45 CFR 164.524(e), 164.528, 164.530(j)', 'high', 'recall'],
    ['withdrawal', 'br-lgpd', 'any time, free, easy', 'LGPD Art. 8 sec. 5', 'high', 'recall'],
    ['breachIndividualDeadline', 'us-ftc-hbnr', '60 days', '16 CFR 318.4', 'high', 'recall'],
    ['consentSensitive', 'us-uoom-states', 'opt in', 'Most state acts (CA/UT/IA opt-out)', 'medium', 'checked'],
  ])('%s of %s is %s (%s)', (rule, regime, value, citation, confidence, evidence) => {
    expect(cell(rule, regime)).toEqual([expect.objectContaining({ value, citation, confidence, evidence })]);
  });

  it('shows every version of a rule with its dates, its country and on whom it is binding', () => {
    expect(cell('accessLogRetention', 'in-dpdp').map(({ value, from, until }) => [value, from, until])).toEqual([
      ['180 days', undefined, '2027-05-13'],
      ['12 months', '2027-05-13', undefined],
    ]);
    expect(cell('accessDeadline', 'us-tx').map(({ value, only }) => [value, only])).toEqual([
      ['45 days', 'outside the health sector'],
      ['15 business days', 'in the health sector'],
    ]);
    expect(cell('minorProtectionAge', 'us-uoom-states')[0]?.only).toBe('in US-CT, US-MD');
    const countries = rows.filter(({ rule, country }) => rule === 'digitalConsentAge' && country);
    expect(new Set(countries.map(({ country }) => country)).size).toBe(27);
  });

  it('names nothing in the language of the code, and has no cell twice', () => {
    for (const { value, rule } of rows) expect(value, rule).toMatch(/^[^_[{]+$/);
    const keys = rows.map(({ rule, regime, country, value }) => [rule, regime, country, value].join());
    expect(new Set(keys).size).toBe(rows.length);
  });
});

describe('GO11: a pack that nobody has read against the law for a year', () => {
  it('is listed from the day its year is over, and not a moment before', () => {
    expect(stalePacks(Date.parse('2027-11-20T23:59:59Z'))).toEqual([]);
    const stale = stalePacks(Date.parse('2027-11-21T00:00:00Z'));
    expect(stale.map(({ id }) => id)).toEqual(ids);
    expect(stale[0]?.asOf).toBe('2026-11-21');
  });

  it('is listed when the time is not known', () => {
    expect(stalePacks(Number.NaN)).toHaveLength(18);
  });
});
