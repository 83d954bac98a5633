import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeVersionOf } from '#/domain/consent/notice-versions.ts';
import { isConnected, sharing } from '#/domain/integrations/connections.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const { fingerprint } = noticeVersionOf(sharing);
const choice = { state: 'given', at: now - 1_000, sequence: 7, fingerprint, scopes: [] } as const;
const made = { organizationId: 'eu.organization_1', state: 'connected', at: now - 500, consentSequence: 7 } as const;
const service = { purposeClass: 'service' } as const;
const commercial = { purposeClass: 'commercial' } as const;

describe('whether a connection counts', () => {
  it('does under the consent that it was made under', () => {
    expect(isConnected(made, service, { choice }, now)).toBe(true);
    expect(isConnected(made, commercial, { choice }, now)).toBe(true);
  });

  it('CO11: does not without one, nor under one that was given anew', () => {
    expect(isConnected(undefined, service, { choice }, now)).toBe(false);
    expect(isConnected(made, service, { choice: undefined }, now)).toBe(false);
    for (const state of ['withdrawn', 'refused', 'expired', 'invalidated', 'requested'] as const) {
      expect(isConnected(made, service, { choice: { ...choice, state } }, now)).toBe(false);
    }
    expect(isConnected(made, service, { choice: { ...choice, sequence: 9 } }, now)).toBe(false);
    expect(isConnected(made, service, { choice: { ...choice, fingerprint: '0'.repeat(64) } }, now)).toBe(false);
  });

  it.each(['disconnected', 'objected'] as const)('does not when the person has %s', (state) => {
    expect(isConnected({ ...made, state }, service, { choice }, now)).toBe(false);
  });

  it('RI11: a commercial one does only when it was made after any opt-out signal', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 10 }), (distance) => {
        const stance = { choice, optOutSignalAt: made.at + distance };
        expect(isConnected(made, commercial, stance, now)).toBe(distance < 0);
        expect(isConnected(made, service, stance, now)).toBe(true);
      }),
    );
  });
});
