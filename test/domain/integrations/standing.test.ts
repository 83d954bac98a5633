import { describe, expect, it } from 'vitest';
import type { integration } from '#/domain/data-map/entities/integrations.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { afterChange, afterSignature, faultsOf, isOpen, stateAt } from '#/domain/integrations/standing.ts';

type Values = ValuesOf<typeof integration>;
const announcedAt = '2026-11-21T09:00:00.000Z';
const day = (count: number): number => Date.parse(announcedAt) + count * 86_400_000;

const values: Values = {
  name: 'Calendar',
  processor: 'Calendar GmbH',
  endpoint: 'https://hooks.calendar.example/in',
  signingKeys: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYQ='],
  manifest: ['session.startsAt'],
  purposeClass: 'service',
  country: 'DE',
  agreement: { id: 'DPA-2026-001', role: 'processor', subProcessors: 'none', audits: true, deletionDays: 30 },
  assessment: { id: 'VA-2026-001', score: 80, done: '2026-11-01', until: '2027-11-01' },
  healthData: false,
  state: 'announced',
  changedBy: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  signedBy: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M1',
  signedAt: announcedAt,
  announcedAt,
};
const at = (now: number) => ({ now, home: 'EU' }) as const;
const signer = 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M2';

describe('where an integration stands', () => {
  it('VE2: gets nothing before people had 30 days to object', () => {
    expect(stateAt(values, day(30) - 1)).toBe('announced');
    expect(isOpen(values, at(day(30) - 1))).toBe(false);
    expect(stateAt(values, day(30))).toBe('active');
    expect(isOpen(values, at(day(30)))).toBe(true);
  });

  it.each(['draft', 'signed', 'suspended'] as const)('gets nothing while it is %s', (state) => {
    expect(isOpen({ ...values, state }, at(day(60)))).toBe(false);
  });

  it('VE3: gets nothing from the day on which the assessment of the vendor has run out', () => {
    const lapses = Date.parse('2027-11-01T00:00:00Z');
    expect(isOpen(values, at(lapses - 1))).toBe(true);
    expect(isOpen(values, at(lapses))).toBe(false);
    expect(faultsOf(values, at(lapses))).toEqual([expect.stringContaining('VA-2026-001')]);
  });

  it.each<[string, Partial<Values>, string]>([
    ['VE4: an agreement without audits', { agreement: { ...values.agreement, audits: false } }, 'DPA-2026-001'],
    ['VE7 C3: health data without a business associate agreement', { healthData: true }, 'baaId'],
    ['RE5: a country without a mechanism', { country: 'US' }, 'US'],
    ['C6: a framework that a court ended', { country: 'US', mechanism: 'privacy_shield' }, 'C-311/18'],
    ['VE3: an assessment from the future', { assessment: { ...values.assessment, done: '2027-06-01' } }, 'future'],
  ])('%s stands against it', (_, changes, word) => {
    const changed = { ...values, ...changes };
    expect(faultsOf(changed, at(day(31))).join()).toContain(word);
    expect(isOpen(changed, at(day(31)))).toBe(false);
  });

  it('VE7: health data goes where the agreement for it is on record', () => {
    expect(faultsOf({ ...values, healthData: true, baaId: 'BAA-2026-001' }, at(day(31)))).toEqual([]);
  });

  it('ED5: every change takes the signature away', () => {
    const changed = afterChange(values, { endpoint: 'https://hooks2.calendar.example/in' }, signer);
    expect(changed).toMatchObject({ state: 'draft', changedBy: signer, announcedAt });
    expect([changed.signedBy, changed.signedAt]).toEqual([undefined, undefined]);
    expect(afterSignature(changed, signer, announcedAt)).toMatchObject({ state: 'announced', signedBy: signer });
  });

  it.each<Partial<Values>>([
    { manifest: ['session.startsAt', 'session.topic'] },
    { purposeClass: 'commercial' },
    { country: 'AT' },
    { processor: 'Calendar Holding' },
    { healthData: true },
  ])('VE2: a change of what people were told is announced anew: %o', (changes) => {
    const changed = afterChange(values, changes, signer);
    expect(changed.announcedAt).toBeUndefined();
    expect(afterSignature(changed, signer, announcedAt).state).toBe('signed');
  });

  it('a signature lifts a suspension', () => {
    const suspended: Values = { ...values, state: 'suspended', suspendedFor: 'unacknowledged' };
    const signed = afterSignature(suspended, signer, announcedAt);
    expect([signed.state, signed.suspendedFor]).toEqual(['announced', undefined]);
  });
});
