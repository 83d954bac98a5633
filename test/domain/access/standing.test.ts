import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '#/domain/access/caller.ts';
import { type Epoch, idleLimit, needsLastSeen, type Standing, standingRefusal } from '#/domain/access/standing.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const authTime = now / 1000 - 60;
const minutes = (count: number): number => count * 60_000;

const coach: Caller = {
  personId: 'eu.person_A',
  pool: 'workforce',
  roles: ['coach'],
  authTime,
  signInId: 'sign-in',
  organizationIds: ['eu.organization_A'],
};
const client: Caller = { ...coach, pool: 'clients', roles: ['client'] };
const active: Epoch = { status: 'active', revokedBefore: 0 };
const sound: Standing = { person: active, instance: active, organizations: [active, active], signIn: undefined };
/** A value that should not be there: what a damaged row or token may hold. */
const odd = (value: unknown) => value as never;

describe('whether a sign-in counts', () => {
  it('counts when every row is there, active and older than the sign-in', () => {
    expect(standingRefusal(coach, sound, now)).toBeUndefined();
  });

  it.each<[string, Partial<Standing>]>([
    ['the person’s', { person: undefined }],
    ['the instance’s', { instance: undefined }],
    ['an organisation’s', { organizations: [active, undefined] }],
  ])('refuses when %s row is missing', (_, missing) => {
    expect(standingRefusal(coach, { ...sound, ...missing }, now)).toBe('unknown');
  });

  it('no combination of rows admits unless all of them do', () => {
    const epoch = fc.option(
      fc.record({
        status: fc.constantFrom<Epoch['status']>('active', 'suspended', 'closed'),
        revokedBefore: fc.integer({ min: authTime - 3, max: authTime + 3 }),
      }),
      { nil: undefined },
    );
    const standing = fc.record({
      person: epoch,
      instance: epoch,
      organizations: fc.array(epoch, { maxLength: 4 }),
      signIn: fc.option(
        fc.record({
          lastSeen: fc.integer({ min: 0, max: now }),
        }),
        { nil: undefined },
      ),
    });
    const admits = (each: Epoch | undefined) => each?.status === 'active' && each.revokedBefore < authTime;
    fc.assert(
      fc.property(standing, (found) => {
        const isAdmitted = standingRefusal(coach, found, now) === undefined;
        const allAdmit = [found.person, found.instance, ...found.organizations].every(admits);
        const inUse = now - (found.signIn?.lastSeen ?? authTime * 1000) <= minutes(30);
        expect(isAdmitted).toBe(allAdmit && inUse);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<['person' | 'instance', Epoch['status']]>([
    ['person', 'suspended'],
    ['person', 'closed'],
    ['instance', 'suspended'],
  ])('refuses when the %s is %s', (whose, status) => {
    expect(standingRefusal(coach, { ...sound, [whose]: { ...active, status } }, now)).toBe('suspended');
  });

  it('refuses a sign-in of the very second of the revocation, and counts the next one', () => {
    const revoked = (revokedBefore: number) => ({ ...sound, person: { ...active, revokedBefore } });
    expect(standingRefusal(coach, revoked(authTime), now)).toBe('revoked');
    expect(standingRefusal(coach, revoked(authTime + 1), now)).toBe('revoked');
    expect(standingRefusal(coach, revoked(authTime - 1), now)).toBeUndefined();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, authTime + 0.5, odd(undefined), odd(null), odd(String(authTime))])(
    'refuses the odd auth_time %s',
    (value) => {
      expect(standingRefusal({ ...coach, authTime: value }, sound, now)).toBeDefined();
    },
  );

  it.each([odd(undefined), odd(null), Number.NaN, odd('soon'), odd({})])(
    'refuses the odd revokedBefore %s',
    (value) => {
      const refusal = standingRefusal(coach, { ...sound, person: { ...active, revokedBefore: value } }, now);
      expect(refusal).toBe('revoked');
    },
  );

  it('bears a minute between our clock and the pool’s, and no more', () => {
    const signedInAt = (seconds: number) => standingRefusal({ ...coach, authTime: now / 1000 + seconds }, sound, now);
    expect(signedInAt(60)).toBeUndefined();
    expect(signedInAt(61)).toBe('clock');
  });
});

describe('IA9 IA12: when a sign-in is idle', () => {
  const idle = (caller: Caller, minutesAgo: number, person: Partial<Epoch> = {}) => {
    const signIn = { lastSeen: now - minutes(minutesAgo) };
    return standingRefusal(caller, { ...sound, person: { ...active, ...person }, signIn }, now);
  };
  const longAgo = (caller: Caller): Caller => ({ ...caller, authTime: authTime - 36_000 });

  it.each([
    ['workforce', coach, 30],
    ['clients', client, 60],
  ])('%s: after its minutes', (_, caller, limit) => {
    expect(idle(longAgo(caller), limit)).toBeUndefined();
    expect(idle(longAgo(caller), limit + 1 / 60)).toBe('idle');
  });

  it.each([
    ['workforce', coach],
    ['clients', client],
  ])('%s: after 15 minutes once a session was completed, for the sign-ins of before', (_, caller) => {
    const sessionCompletedAt = now - minutes(200);
    expect(idle(longAgo(caller), 15, { sessionCompletedAt })).toBeUndefined();
    expect(idle(longAgo(caller), 16, { sessionCompletedAt })).toBe('idle');
    const afterwards = { ...caller, authTime: sessionCompletedAt / 1000 + 1 };
    expect(idle(afterwards, 29, { sessionCompletedAt })).toBeUndefined();
  });

  it('counts from the sign-in where nothing was seen yet', () => {
    const old = { ...coach, authTime: now / 1000 - 31 * 60 };
    expect(standingRefusal(old, sound, now)).toBe('idle');
    expect(standingRefusal({ ...old, authTime: now / 1000 - 30 * 60 }, sound, now)).toBeUndefined();
  });

  it.each([Number.NaN, odd('yesterday'), odd({})])('an odd last-seen %s does not keep a sign-in alive', (lastSeen) => {
    const signIn = { lastSeen };
    expect(standingRefusal(coach, { ...sound, signIn }, now)).toBe('idle');
  });

  it.each([Number.NaN, odd('yesterday'), odd({})])('an odd end of a session %s gives the short time', (value) => {
    expect(idleLimit(coach, { ...active, sessionCompletedAt: value })).toBe(minutes(15));
  });

  it('the limit never grows by a completed session', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 0, max: now }), { nil: undefined }), (sessionCompletedAt) => {
        for (const caller of [coach, client]) {
          const limit = idleLimit(caller, { ...active, sessionCompletedAt });
          expect(limit).toBeLessThanOrEqual(idleLimit(caller, active));
          expect([minutes(15), idleLimit(caller, active)]).toContain(limit);
        }
      }),
    );
  });

  it('writes last-seen at the first request and then every five minutes', () => {
    const seen = (ago: number): Standing => ({ ...sound, signIn: { lastSeen: now - ago } });
    expect(needsLastSeen(sound, now)).toBe(true);
    expect(needsLastSeen(seen(minutes(5) - 1), now)).toBe(false);
    expect(needsLastSeen(seen(minutes(5)), now)).toBe(true);
  });
});
