import { describe, expect, it } from 'vitest';
import { breachClocks } from '#/domain/jurisdictions/breach-clocks.ts';
import { friday, later, regimesOf, type SituationName } from './situations.ts';

const hour = 3_600_000;
const clocksOf = (who: SituationName, awareAt = friday) =>
  breachClocks(regimesOf(who, awareAt), { awareAt }).map(({ audience, regime, dueAt, threshold }) => [
    audience,
    regime,
    (dueAt - awareAt) / hour,
    threshold,
  ]);

describe('IR5: whom a breach has to be told, and by when', () => {
  it.each([
    [
      'DE',
      [
        ['regulator', 'eu-gdpr', 72, 'unless_unlikely_to_result_in_risk'],
        ['individuals', 'eu-gdpr', 72, 'likely_high_risk'],
      ],
    ],
    [
      'CN',
      [
        ['regulator', 'cn-pipl', 4, 'any'],
        ['csirt', 'cn-pipl', 4, undefined],
        ['individuals', 'cn-pipl', 72, 'unless_harm_effectively_avoided'],
      ],
    ],
    [
      'US-CA',
      [
        ['regulator', 'us-ca-ccpa', 15 * 24, 'more_than_500_residents'],
        ['individuals', 'us-ca-ccpa', 30 * 24, 'unencrypted_listed_data_acquired'],
        ['regulator', 'us-ftc-hbnr', 60 * 24, 'any'],
        ['individuals', 'us-ftc-hbnr', 60 * 24, 'any_unsecured_phr_identifiable'],
      ],
    ],
    ['IN', [['csirt', 'in-dpdp', 6, undefined]]],
    [
      'DE + BR',
      [
        ['regulator', 'eu-gdpr', 72, 'unless_unlikely_to_result_in_risk'],
        ['individuals', 'eu-gdpr', 72, 'likely_high_risk'],
        ['regulator', 'br-lgpd', 120, 'relevant_risk_or_harm'],
        ['individuals', 'br-lgpd', 120, 'relevant_risk_or_harm'],
      ],
    ],
  ] as const)('%s: in hours, the earliest first', (who, expected) => {
    expect(clocksOf(who)).toEqual(expected);
  });

  it('knows the laws that hold by then', () => {
    expect(clocksOf('IN', later).map(([audience, , hours]) => [audience, hours])).toEqual([
      ['csirt', 6],
      ['regulator', 72],
      ['individuals', 72],
    ]);
  });

  it('counts from each law’s own event, and says while it has not happened', () => {
    const regulatorOf = (more: object) =>
      breachClocks(regimesOf('US-CA', friday), { awareAt: friday, ...more }).find(
        ({ audience }) => audience === 'regulator',
      );
    expect(regulatorOf({})).toMatchObject({ countsFrom: 'individuals_notified', started: false });
    const notified = friday + 240 * hour;
    expect(regulatorOf({ individualsNotifiedAt: notified })).toMatchObject({
      started: true,
      dueAt: notified + 15 * 24 * hour,
      citation: 'Civ. Code 1798.82(f) (SB 446, eff. 1 Jan 2026)',
    });
  });

  it('says where the number is ours because the law has only words', () => {
    const [first] = breachClocks(regimesOf('CA-QC', friday), { awareAt: friday });
    expect(first).toMatchObject({ value: { promptness: 'promptly' }, byOurDefault: true, dueAt: friday + 72 * hour });
  });
});
