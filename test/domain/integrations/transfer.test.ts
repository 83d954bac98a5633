import { describe, expect, it } from 'vitest';
import { adequateCountries, isAdequateOn } from '#/domain/governance/adequacy.ts';
import type { Home, Transfer } from '#/domain/integrations/transfer.ts';
import { transferFault } from '#/domain/integrations/transfer.ts';

const day = '2026-11-21';
type Case = readonly [Home, Transfer];

describe('RE5: whether data may go to another country', () => {
  it.each<Case>([
    ['EU', { country: 'DE' }],
    ['EU', { country: 'IS', mechanism: 'none_needed' }],
    ['EU', { country: 'CH' }],
    ['EU', { country: 'JP', mechanism: 'adequacy' }],
    ['EU', { country: 'GB' }],
    ['EU', { country: 'US', mechanism: 'eu_us_dpf' }],
    ['EU', { country: 'US', mechanism: 'scc', tiaId: 'TIA-2026-001' }],
    ['EU', { country: 'IN', mechanism: 'bcr', tiaId: 'TIA-2026-001' }],
    ['NA', { country: 'US' }],
    ['NA', { country: 'CA' }],
    ['NA', { country: 'IE', mechanism: 'scc', tiaId: 'TIA-2026-001' }],
  ])('it may, from %s: %o', (home, transfer) => {
    expect(transferFault(transfer, home, day)).toBeUndefined();
  });

  it.each<Case>([
    ['EU', { country: 'US' }],
    ['EU', { country: 'US', mechanism: 'none_needed' }],
    ['EU', { country: 'US', mechanism: 'adequacy' }],
    ['EU', { country: 'US', mechanism: 'scc' }],
    ['EU', { country: 'IN' }],
    ['EU', { country: 'IN', mechanism: 'adequacy' }],
    ['EU', { country: 'IN', mechanism: 'eu_us_dpf' }],
    ['EU', { country: 'IN', mechanism: 'bcr' }],
    ['NA', { country: 'IE' }],
    ['NA', { country: 'IE', mechanism: 'adequacy' }],
    ['NA', { country: 'US', mechanism: 'privacy_shield' }],
  ])('it may not, from %s: %o', (home, transfer) => {
    expect(transferFault(transfer, home, day)).toMatch(/\.$/);
  });

  it.each([
    ['privacy_shield', 'C-311/18', '2020-07-15'],
    ['eu_safe_harbor', 'C-362/14', '2015-10-05'],
  ] as const)('C6: “%s” carries nothing since the court ended it (%s)', (mechanism, citation, lastDay) => {
    expect(transferFault({ country: 'US', mechanism, tiaId: 'TIA-2026-001' }, 'EU', day)).toContain(citation);
    const next = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10);
    expect(transferFault({ country: 'DE', mechanism }, 'EU', lastDay)).toBeUndefined();
    expect(transferFault({ country: 'DE', mechanism }, 'EU', next)).toContain(next);
  });

  it('RE5: an adequacy decision counts from its day on, until its day', () => {
    expect(isAdequateOn('KR', '2021-12-16')).toBe(false);
    expect(isAdequateOn('KR', '2021-12-17')).toBe(true);
    expect(isAdequateOn('GB', '2031-12-26')).toBe(true);
    expect(isAdequateOn('GB', '2031-12-27')).toBe(false);
    for (const { decision } of Object.values(adequateCountries)) expect(decision).toMatch(/[Dd]ecision/);
  });
});
