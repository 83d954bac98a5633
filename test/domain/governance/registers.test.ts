import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '#/domain/canonical.ts';
import { jurisdictionNames, placeOf } from '#/domain/governance/places.ts';
import {
  objectionDays,
  objectionUntil,
  processors,
  registerMaterial,
  registerVersion,
  registerVersions,
} from '#/domain/governance/processors.ts';
import { isValidOn, transferMechanisms } from '#/domain/governance/transfers.ts';
import { instances } from '#/lib/instances.ts';

describe('VE2: the register of processors', () => {
  it('is that of today', () => {
    const today = createHash('sha256').update(canonical(registerMaterial())).digest('hex');
    const told =
      `The register is not what version ${registerVersion.version} says. Not released yet: put ${today} there, in ` +
      'domain/governance/processors.ts. Released: add a line with the next version, the day organisations are told, and that fingerprint.';
    expect(registerVersion.fingerprint, told).toBe(today);
  });

  it('gives at least 30 days to object to each version', () => {
    expect(objectionDays).toBeGreaterThanOrEqual(30);
    expect(objectionUntil('2026-11-21')).toBe('2026-12-21');
    expect(objectionUntil('2027-12-15')).toBe('2028-01-14');
    expect(registerVersions.map(({ version }) => version)).toEqual(registerVersions.map((_, index) => index + 1));
  });

  it('VE3: has assessments that are valid when they are announced, for a year at most', () => {
    for (const { assessment } of Object.values(processors)) {
      expect(assessment.until > registerVersion.announced).toBe(true);
      expect(Date.parse(assessment.until) - Date.parse(assessment.done)).toBeLessThanOrEqual(366 * 86_400_000);
    }
  });

  it('RE5 C6: rests on mechanisms that are valid, and never on a framework that a court ended', () => {
    for (const { transfer } of Object.values(processors)) {
      for (const mechanism of Object.values(transfer).flatMap(({ mechanisms }) => [...mechanisms])) {
        expect(isValidOn(mechanism, registerVersion.announced), mechanism).toBe(true);
      }
    }
  });
});

describe('RE5 C6: transfer mechanisms', () => {
  it.each([
    ['eu_safe_harbor', '2015-10-05', true],
    ['eu_safe_harbor', '2015-10-06', false],
    ['privacy_shield', '2020-07-15', true],
    ['privacy_shield', '2020-07-16', false],
    ['eu_us_dpf', '2023-07-09', false],
    ['eu_us_dpf', '2023-07-10', true],
    ['scc', '2026-11-21', true],
    ['bcr', '2026-11-21', true],
    ['adequacy', '2026-11-21', true],
  ] as const)('%s on %s: %s', (mechanism, day, valid) => {
    expect(isValidOn(mechanism, day)).toBe(valid);
  });

  it('each say where the law does', () => {
    for (const { citation } of Object.values(transferMechanisms)) expect(citation).toMatch(/GDPR|Decision|CJEU/);
  });
});

describe('RE7: places', () => {
  it.each(Object.values(instances))('are known of both regions of $id, in its jurisdiction', (instance) => {
    const countries = [instance.region, instance.backupRegion].map((region) => placeOf(region).country);
    const isAmerican = countries.map((country) => ['US', 'CA'].includes(country));
    expect(isAmerican).toEqual(instance.jurisdiction === 'NA' ? [true, true] : [false, false]);
    expect(jurisdictionNames[instance.jurisdiction]).not.toBe('');
  });

  it('refuses a region that it does not know, with what to do', () => {
    expect(() => placeOf('mars-north-1')).toThrow(
      /places\.ts does not say where the AWS region "mars-north-1" is; add it/,
    );
  });
});
