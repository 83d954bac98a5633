import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '#/domain/access/caller.ts';
import {
  type EngagementFacts,
  type MembershipFacts,
  mayRead,
  participation,
  wayIn,
  waysOf,
} from '#/domain/access/relations.ts';
import { poolOf, relations, roles } from '#/domain/access/roles.ts';
import type { Way } from '#/domain/api/route.ts';
import { engagementStates } from '#/domain/coaching/engagement-state.ts';

const engagement: EngagementFacts = {
  coachId: 'coach',
  clientId: 'client',
  organizationId: 'organization',
  status: 'active',
};
const asCoach: MembershipFacts = { role: 'coach', status: 'active' };
const callerOf = (personId: string, role: Caller['roles'][number]): Caller => ({
  personId,
  pool: poolOf(role),
  roles: [role],
  authTime: 1,
  signInId: '',
  organizationIds: [],
});

describe('IA22: how somebody takes part in an engagement', () => {
  it.each(engagementStates)('the client does, whatever its state: %s', (status) => {
    expect(participation({ personId: 'client' }, { ...engagement, status }, undefined)).toBe('client');
  });

  it.each(engagementStates)('the coach does with an active membership until it has ended: %s', (status) => {
    const found = participation({ personId: 'coach' }, { ...engagement, status }, asCoach);
    expect(found).toBe(status === 'ended' ? undefined : 'coach');
  });

  it.each<[string, MembershipFacts | undefined]>([
    ['none', undefined],
    ['deactivated', { role: 'coach', status: 'deactivated' }],
    ['of a sponsor', { role: 'sponsor', status: 'active' }],
    ['of an administrator', { role: 'org_admin', status: 'active' }],
  ])('the coach does not with a membership that is %s', (_, membership) => {
    expect(participation({ personId: 'coach' }, engagement, membership)).toBeUndefined();
  });

  it('nobody else does, and nobody without an engagement', () => {
    fc.assert(
      fc.property(fc.string(), (personId) => {
        fc.pre(personId !== 'coach' && personId !== 'client');
        expect(participation({ personId }, engagement, asCoach)).toBeUndefined();
        expect(participation({ personId }, undefined, asCoach)).toBeUndefined();
      }),
    );
  });
});

describe('IA4: the way a caller comes in by', () => {
  const anyWay = fc.record({ role: fc.constantFrom(...roles), relation: fc.constantFrom(...relations) });
  const anyMembership = fc.option(
    fc.record({
      role: fc.constantFrom<MembershipFacts['role']>('org_admin', 'coach', 'sponsor'),
      status: fc.constantFrom<MembershipFacts['status']>('active', 'deactivated'),
      privacyChampion: fc.option(fc.boolean(), { nil: undefined }),
    }),
    { nil: undefined },
  );

  it('is open to roles the token carries, and to no others', () => {
    fc.assert(
      fc.property(fc.array(anyWay), fc.subarray([...roles]), (who, carried) => {
        const caller = { ...callerOf('somebody', 'client'), roles: carried };
        expect(waysOf(who, caller)).toEqual(who.filter(({ role }) => carried.includes(role)));
        expect(waysOf(who, { ...caller, roles: [] })).toEqual([]);
      }),
    );
  });

  it('no way that needs a row holds when the row is missing', () => {
    const needy = fc.record({
      role: fc.constantFrom(...roles),
      relation: fc.constantFrom<Way['relation']>('coach', 'client', 'member', 'champion'),
    });
    fc.assert(
      fc.property(fc.array(needy), fc.constantFrom('coach', 'client', 'other'), anyMembership, (ways, who, found) => {
        const caller = callerOf(who, 'coach');
        expect(wayIn(ways, caller, {})).toBeUndefined();
        const byMembership = wayIn(ways, caller, { membership: found });
        if (byMembership) {
          expect(byMembership.role).toBe(found?.role);
          expect(['member', ...(found?.privacyChampion ? ['champion'] : [])]).toContain(byMembership.relation);
        }
        const byEngagement = wayIn(ways, caller, { engagement });
        if (byEngagement) expect([byEngagement.relation, who]).toEqual(['client', 'client']);
      }),
    );
  });

  it('a membership lets in by its own role only, and only while it is active', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), anyMembership, (role, membership) => {
        const way: Way = { role, relation: 'member' };
        const found = wayIn([way], callerOf('somebody', role), { membership });
        expect(found !== undefined).toBe(membership?.status === 'active' && membership.role === role);
      }),
    );
  });
});

describe('ED4: a privacy champion', () => {
  it('is an active member of whichever role who was named one, and nobody else', () => {
    const champion = { role: 'coach', status: 'active', privacyChampion: true } as const;
    const way: Way = { role: 'coach', relation: 'champion' };
    const caller = callerOf('somebody', 'coach');
    expect(wayIn([way], caller, { membership: champion })).toBe(way);
    for (const membership of [
      { ...champion, privacyChampion: false },
      { ...champion, status: 'deactivated' as const },
      { ...champion, role: 'sponsor' as const },
      asCoach,
    ]) {
      expect(wayIn([way], caller, { membership })).toBeUndefined();
    }
  });
});

describe('what of a record its reader sees', () => {
  it.each([
    [{ visibility: 'participants', authorId: 'coach' }, true],
    [{ visibility: 'author', authorId: 'client' }, true],
    [{ visibility: 'author', authorId: 'coach' }, false],
    [{ visibility: 'author' }, false],
    [{}, true],
  ])('%o is shown to the client: %s', (values, shown) => {
    expect(mayRead(values, { personId: 'client' })).toBe(shown);
  });
});
