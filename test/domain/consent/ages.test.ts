import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageStanding,
  agesIn,
  type Declared,
  declarationRefusal,
  majorityAt,
  majorityDay,
} from '#/domain/consent/ages.ts';
import { guardianMethodNames, isGuardian, methodsFor, proofAsked } from '#/domain/consent/guardians.ts';
import { consentAge } from '#/domain/jurisdictions/ages.ts';
import { regimesFor } from '#/domain/jurisdictions/binding.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const at = (iso: string): number => Date.parse(iso);
const minor = (bornOn: string, country = 'DE'): Declared => ({
  country,
  band: 'minor',
  majorityOn: majorityDay(bornOn, country, 'eu', now),
});
const standing = (declared: Declared | undefined, iso: string) => ageStanding(declared, 'eu', at(iso));
const birthdays = fc.date({ min: new Date('2008-12-01'), max: new Date('2026-11-20'), noInvalidDate: true });
const countries = fc.constantFrom('DE', 'FR', 'ES', 'SE', 'GB', 'IN', 'ZZ');

describe('CO15: the age of consent', () => {
  it.each([
    ['DE', 16, 'GDPR Art. 8(1) as set by DE'],
    ['FR', 15, 'GDPR Art. 8(1) as set by FR'],
    ['ES', 14, 'GDPR Art. 8(1) as set by ES'],
    ['SE', 13, 'GDPR Art. 8(1) as set by SE'],
    ['GB', 13, 'DPA 2018 s.9; UK GDPR Art. 8'],
  ])('in %s is %i, by %s', (country, age, citation) => {
    expect(agesIn(country, 'eu', now)).toEqual({ consent: age, majority: 18 });
    const { regimes } = regimesFor({ country, instance: 'eu', minor: true }, now);
    expect(consentAge(regimes)).toMatchObject({ value: age, citation });
  });

  it('is the strictest of the instance’s home for a country that no law of ours is about', () => {
    expect(agesIn('ZZ', 'eu', now).consent).toBe(16);
  });

  it('follows the laws of the day: Denmark raised it', () => {
    const [before, after] = ['2023-06-01T00:00:00Z', '2026-06-01T00:00:00Z'].map((day) => agesIn('DK', 'eu', at(day)));
    expect([before?.consent, after?.consent]).toEqual([13, 15]);
  });
});

describe('CO15 CO16: where somebody stands', () => {
  it('is not known before they have told, and of an adult for good', () => {
    expect(standing(undefined, '2026-11-21T09:00:00Z')).toBe('undeclared');
    expect(standing({ country: 'DE', band: 'adult' }, '2026-11-21T09:00:00Z')).toBe('adult');
  });

  it('changes on the birthdays, once the day has begun everywhere', () => {
    const child = minor('2012-05-04');
    expect(standing(child, '2028-05-04T11:59:59Z')).toBe('below');
    expect(standing(child, '2028-05-04T12:00:00Z')).toBe('alone');
    expect(standing(child, '2030-05-04T11:59:59Z')).toBe('alone');
    expect(standing(child, '2030-05-04T12:00:00Z')).toBe('adult');
    expect(majorityAt(child.majorityOn ?? '')).toBe(at('2030-05-04T12:00:00Z'));
  });

  it('of somebody born on 29 February changes on 1 March where there is no such day', () => {
    expect(minor('2012-02-29').majorityOn).toBe('2030-03-01');
    expect(standing(minor('2012-02-29'), '2030-02-28T23:00:00Z')).toBe('alone');
  });

  it('only ever goes up with time, and ends at majority', () => {
    const order = ['below', 'alone', 'adult'];
    fc.assert(
      fc.property(birthdays, countries, fc.nat(9_000), fc.nat(9_000), (born, country, days, more) => {
        const child = minor(born.toISOString().slice(0, 10), country);
        const rank = (day: number) => order.indexOf(ageStanding(child, 'eu', now + day * 86_400_000));
        expect(rank(days + more)).toBeGreaterThanOrEqual(rank(days));
        expect(ageStanding(child, 'eu', majorityAt(child.majorityOn ?? ''))).toBe('adult');
      }),
    );
  });

  it('is not made older by a second declaration, and can be made younger', () => {
    const child = minor('2012-05-04');
    expect(declarationRefusal(child, { country: 'DE', band: 'adult' }, now)).toMatch(/not made older/);
    expect(declarationRefusal(child, minor('2011-05-04'), now)).toMatch(/not made older/);
    expect(declarationRefusal(child, minor('2013-05-04'), now)).toBeUndefined();
    expect(declarationRefusal(undefined, child, now)).toBeUndefined();
    expect(declarationRefusal({ country: 'DE', band: 'adult' }, child, now)).toBeUndefined();
    const grown = at('2030-05-05T00:00:00Z');
    expect(declarationRefusal(child, { country: 'DE', band: 'adult' }, grown)).toBeUndefined();
  });
});

describe('CO16: a guardian', () => {
  const facts = { status: 'active', purposes: ['marketing'], until: now + 1 } as const;

  it('decides while the relation is active, and until majority', () => {
    expect([isGuardian(facts, now), isGuardian(facts, now + 1)]).toEqual([true, false]);
    expect(isGuardian({ ...facts, status: 'ended' }, now)).toBe(false);
    expect(isGuardian(undefined, now)).toBe(false);
  });

  it('is made sure by as much as the strictest law asks for', () => {
    expect(proofAsked('US', 'na', now)).toEqual({ proof: 'verifiable', citation: '11 CCR 7070' });
    expect(methodsFor('US', 'na', now)).not.toContain('call_back');
    expect(proofAsked('DE', 'eu', now)).toEqual({ proof: 'reasonable_efforts', citation: 'GDPR Art. 8(2)' });
    expect(methodsFor('DE', 'eu', now)).toContain('call_back');
    for (const country of ['US', 'DE', 'CA', 'IN', 'ZA', 'ZZ']) {
      const methods = methodsFor(country, 'eu', now);
      expect(methods.length).toBeGreaterThan(0);
      for (const method of methods) expect(guardianMethodNames).toContain(method);
    }
  });
});
