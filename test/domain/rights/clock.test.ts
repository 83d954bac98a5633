import { describe, expect, it } from 'vitest';
import { clockOf, regimeName } from '#/domain/rights/clock.ts';
import type { RequestKind } from '#/domain/rights/kinds.ts';

const receivedAt = Date.parse('2026-11-21T10:00:00Z');
const dueOf = (kind: RequestKind, residence?: string, instance = 'eu') => {
  const { dueAt, regime } = clockOf({ kind, instance, residence, receivedAt });
  return [new Date(dueAt).toISOString().slice(0, 10), regime];
};

describe('RI9 RI10: by when a request is due', () => {
  it.each<[RequestKind, string | undefined, string, string, string]>([
    ['access', 'DE', 'eu', '2026-12-21', 'eu-gdpr'], // GDPR Art. 12(3): one month
    ['access', undefined, 'eu', '2026-12-21', 'eu-gdpr'], // unknown country: the home law of the instance
    ['access', 'BR', 'eu', '2026-12-06', 'br-lgpd'], // LGPD Art. 19 II: 15 days
    ['access', 'US-CA', 'na', '2027-01-05', 'us-ca-ccpa'], // CCPA 1798.130(a)(2): 45 days
    ['erasure', 'US-CO', 'na', '2027-01-05', 'us-co'], // C.R.S. 6-1-1306(2): 45 days
    ['early_deletion', 'DE', 'eu', '2026-12-21', 'eu-gdpr'], // GDPR Art. 17(1), 12(3)
    ['opt_out', 'US-CA', 'na', '2026-12-11', 'us-ca-ccpa'], // 11 CCR 7026(f): 15 business days
  ])('%s from %s at %s: %s by %s', (kind, residence, instance, due, regime) => {
    expect(dueOf(kind, residence, instance)).toEqual([due, regime]);
  });

  it('says what it had to assume', () => {
    expect(clockOf({ kind: 'access', instance: 'eu', receivedAt }).assumed.join()).toContain('not known');
    expect(clockOf({ kind: 'access', instance: 'eu', residence: 'DE', receivedAt }).assumed).toEqual([]);
  });

  it('names the law for people', () => {
    expect(regimeName('eu-gdpr')).toContain('General Data Protection Regulation');
    expect(regimeName(undefined)).toBeUndefined();
  });
});
