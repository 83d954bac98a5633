import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '#/domain/access/caller.ts';
import { pools, roles } from '#/domain/access/roles.ts';
import { type Epoch, type Standing, standingRefusal } from '#/domain/access/standing.ts';
import { isWrittenDuringFreeze } from '#/domain/incidents/write-freeze.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const authTime = now / 1000 - 60;
const personId = 'eu.person_A';
const officer: Caller = {
  personId,
  pool: 'workforce',
  roles: ['security'],
  authTime,
  signInId: 'sign-in',
  organizationIds: [],
};
const open: Epoch = { status: 'active', revokedBefore: 0 };
const frozen: Epoch = { ...open, frozen: true };
const sound: Standing = {
  person: open,
  instance: open,
  organizations: [open],
  staff: open,
  officers: { active: [personId] },
  signIn: undefined,
};
const refusal = (caller: Caller, standing: Partial<Standing>) =>
  standingRefusal(caller, { ...sound, ...standing }, now);
/** A value that should not be there: what a damaged row may hold. */
const odd = (value: unknown) => value as never;

describe('a freeze by a response', () => {
  it.each<[string, Partial<Standing>]>([
    ['the instance', { instance: frozen }],
    ['an organisation', { organizations: [frozen] }],
    ['the staff', { staff: frozen }],
  ])('IR3: of %s leaves an officer in by a sign-in that is newer, and nobody else of the staff', (_, standing) => {
    expect(refusal(officer, standing)).toBeUndefined();
    expect(refusal({ ...officer, roles: ['support'] }, standing)).toBe('suspended');
  });

  it('IR9: of the officers’ own epoch keeps them out, too', () => {
    expect(refusal(officer, { person: frozen })).toBe('suspended');
  });

  it.each<[string, Partial<Caller>, Partial<Standing>]>([
    ['a role of the other pool', { pool: 'clients' }, {}],
    ['the row without the person', {}, { officers: { active: ['eu.person_B'] } }],
    ['a row without a list', {}, { officers: {} }],
    ['no row', {}, { officers: undefined }],
    ['no role', { roles: ['privacy'] }, {}],
  ])('IR3: makes no exception for %s', (_, caller, standing) => {
    expect(refusal({ ...officer, ...caller }, { instance: frozen, ...standing })).toBe('suspended');
  });

  it('IR3: of the staff decides over whoever has a role of the staff, and over nobody else', () => {
    for (const role of roles) {
      const isStaff = ['support', 'security', 'privacy', 'platform_admin'].includes(role);
      const caller: Caller = { ...officer, roles: [role] };
      expect(refusal(caller, { staff: undefined }), role).toBe(isStaff ? 'unknown' : undefined);
      expect(refusal(caller, { staff: { ...open, revokedBefore: authTime } }), role).toBe(
        isStaff ? 'revoked' : undefined,
      );
    }
  });

  it.each([null, 0, '', 'false', {}])('IR3: that says neither true nor false (%j) keeps people out', (value) => {
    expect(refusal({ ...officer, roles: ['coach'] }, { instance: { ...open, frozen: odd(value) } })).toBe('suspended');
  });

  it('IR3: nobody but an officer is ever let in past a frozen row, and nobody past one that is not active', () => {
    const epoch = fc.record({
      status: fc.constantFrom<Epoch['status']>('active', 'suspended', 'closed'),
      revokedBefore: fc.integer({ min: authTime - 2, max: authTime + 2 }),
      frozen: fc.constantFrom(true, false, undefined),
    });
    const caller = fc.record({
      pool: fc.constantFrom(...pools),
      roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 }),
    });
    const listed = fc.boolean();
    fc.assert(
      fc.property(
        caller,
        epoch,
        epoch,
        epoch,
        epoch,
        listed,
        (who, person, instance, organization, staff, isListed) => {
          const standing = {
            person,
            instance,
            organizations: [organization],
            staff,
            officers: { active: isListed ? [personId] : [] },
          };
          const isStaff = who.roles.some((role) => ['support', 'security', 'privacy', 'platform_admin'].includes(role));
          const isOfficer = isListed && who.pool === 'workforce' && who.roles.includes('security');
          const covering = [instance, organization, ...(isStaff ? [staff] : [])];
          const counts = [person, ...covering].every(
            ({ status, revokedBefore }) => status === 'active' && revokedBefore < authTime,
          );
          const isLetIn =
            counts && person.frozen !== true && (isOfficer || covering.every((each) => each.frozen !== true));
          expect(refusal({ ...officer, ...who }, standing) === undefined).toBe(isLetIn);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('what is written while a response lets nothing be changed', () => {
  it.each(['consent.withdrawn', 'integration.objected', 'processing.restricted'])('IR3: %s, by anybody', (event) => {
    for (const role of roles) expect(isWrittenDuringFreeze(event, role)).toBe(true);
  });

  it.each(['consent.given', 'note.written', 'import.started'])('IR3: %s, by officers at most', (event) => {
    for (const role of roles) expect(isWrittenDuringFreeze(event, role), role).toBe(role === 'security');
  });
});
