import { describe, expect, it } from 'vitest';
import { type RequestKind, requestClock } from '#/domain/jurisdictions/request-clock.ts';
import { friday, later, regimesOf, type SituationName } from './situations.ts';

const inWords = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString().slice(0, 10);
const clockOf = (kind: RequestKind, who: SituationName, at = friday) => {
  const { dueAt, extendableTo, acknowledgeBy, backupErasureBy, ...rest } = requestClock(kind, regimesOf(who, at), at);
  return [inWords(dueAt), inWords(extendableTo), inWords(acknowledgeBy), inWords(backupErasureBy), rest] as const;
};

describe('RI9: the clock of a request that arrived on Friday, 20 November 2026', () => {
  it.each([
    ['access', 'DE', '2026-12-20', '2027-02-20', undefined, 'rule', 'eu-gdpr', 'GDPR Art. 12(3), 15'],
    ['access', 'UK', '2026-12-20', '2027-02-20', undefined, 'rule', 'uk-gdpr', 'UK GDPR Art. 12(3), 12A (DUAA s.76)'],
    [
      'access',
      'US-CA',
      '2027-01-04',
      '2027-02-18',
      '2026-12-04',
      'rule',
      'us-ca-ccpa',
      'Civ. Code 1798.130(a)(2)(A); 11 CCR 7021(b)',
    ],
    ['access', 'US-CA + DE', '2026-12-20', '2027-02-18', '2026-12-04', 'rule', 'eu-gdpr', 'GDPR Art. 12(3), 15'],
    ['access', 'DE + BR', '2026-12-05', undefined, undefined, 'rule', 'br-lgpd', 'LGPD Art. 19 I-II'],
    ['access', 'CA-QC', '2026-12-20', undefined, undefined, 'rule', 'ca-qc-law25', 'P-39.1 s.32'],
    ['access', 'CA-ON', '2026-12-20', '2027-01-19', undefined, 'rule', 'ca-pipeda', 'PIPEDA s.8(3), Sch.1 cl.4.9'],
    [
      'access',
      'CN',
      '2026-12-11',
      undefined,
      undefined,
      'rule',
      'cn-pipl',
      'PIPL Arts. 45, 50; App Method [2019] No.191 item 6',
    ],
    ['access', 'IN', '2026-12-20', undefined, undefined, 'our_default', undefined, 'our default, not law'],
    ['portability', 'DE', '2026-12-20', '2027-02-20', undefined, 'nearest_rule', 'eu-gdpr', 'GDPR Art. 12(3), 15'],
    [
      'rectification',
      'ZA',
      '2026-12-20',
      undefined,
      undefined,
      'nearest_rule',
      'za-popia',
      'POPIA s.24; Regulations reg. 3 (17 Apr 2025)',
    ],
    ['restriction', 'UK', '2026-12-20', '2027-02-20', undefined, 'nearest_rule', 'uk-gdpr', 'UK GDPR Art. 17, 12(3)'],
    ['objection', 'BR', '2026-12-05', undefined, undefined, 'nearest_rule', 'br-lgpd', 'LGPD Art. 19 I-II'],
    ['opt_out', 'US-CA', '2026-12-11', undefined, undefined, 'rule', 'us-ca-ccpa', '11 CCR 7026(f), 7027'],
    ['opt_out', 'CA-ON', '2026-12-04', undefined, undefined, 'rule', 'ca-pipeda', 'CASL s.11(3)'],
    ['opt_out', 'DE', '2026-11-23', undefined, undefined, 'our_default', 'eu-gdpr', 'GDPR Art. 21(3), 12(3)'],
    ['opt_out', 'US-TX', '2027-01-04', undefined, undefined, 'nearest_rule', 'us-tx', 'Bus. & Com. 541.052'],
    ['erasure', 'BR', '2026-12-05', undefined, undefined, 'our_default', 'br-lgpd', 'LGPD Art. 18 IV, VI, sec. 3-5'],
    ['erasure', 'US-CA, health', '2026-12-20', undefined, undefined, 'our_default', 'us-hipaa', '45 CFR 164.526'],
    [
      'erasure',
      'everything',
      '2026-12-05',
      undefined,
      '2026-12-04',
      'our_default',
      'br-lgpd',
      'LGPD Art. 18 IV, VI, sec. 3-5',
    ],
  ] as const)('%s, %s: %s', (kind, who, due, extendable, acknowledge, basis, regime, citation) => {
    const [dueAt, extendableTo, acknowledgeBy, , rest] = clockOf(kind, who);
    expect([dueAt, extendableTo, acknowledgeBy]).toEqual([due, extendable, acknowledge]);
    expect([rest.basis, rest.regime, rest.citation]).toEqual([basis, regime, citation]);
  });

  it('gives backups their own deadline, and says what has to be kept', () => {
    expect(clockOf('erasure', 'US-WA')[3]).toBe('2027-05-20');
    expect(clockOf('access', 'US-WA')[3]).toBeUndefined();
    expect(clockOf('erasure', 'CA-QC')[4].mustKeep).toMatchObject([{ value: { years: 1 }, citation: 'P-39.1 s.11' }]);
    expect(clockOf('erasure', 'IN', later)[4].mustKeep).toMatchObject([{ citation: 'Rules r.8(3)' }]);
    expect(clockOf('erasure', 'DE')[4].mustKeep).toEqual([]);
  });

  it('falls back on a law without a number as soon as it holds, and says that the number is ours', () => {
    const [dueAt, , , , rest] = clockOf('access', 'IN', later);
    expect([dueAt, rest.basis, rest.citation]).toEqual(['2027-07-04', 'our_default', 'Act s.11; Rules r.14']);
  });

  it('starts with the proof of identity only where the law says so', () => {
    const verifiedAt = friday + 5 * 86_400_000;
    const due = (who: SituationName) =>
      inWords(requestClock('access', regimesOf(who, friday), friday, { verifiedAt }).dueAt);
    expect(due('UK')).toBe('2026-12-25');
    expect(due('DE')).toBe('2026-12-20');
    expect(due('CA-QC + UK')).toBe('2026-12-20');
  });

  it('knows the holidays it is told', () => {
    const holidays = { CA: ['2026-11-23'], BR: ['2026-11-24'] };
    const { dueAt } = requestClock('opt_out', regimesOf('CA-ON', friday), friday, { holidays });
    expect(inWords(dueAt)).toBe('2026-12-07');
  });
});
