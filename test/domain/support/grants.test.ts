import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentClassOf } from '#/domain/data-map/content-class.ts';
import { goal, message } from '#/domain/data-map/entities/coaching.ts';
import { person } from '#/domain/data-map/entities/directory.ts';
import { entities } from '#/domain/data-map/map.ts';
import { operatorAccess } from '#/domain/data-map/operator-access.ts';
import {
  approvalRefusal,
  approved,
  coversEngagement,
  type Grant,
  grantReasonNames,
  grantReasons,
  grantStates,
  isOpen,
  isOverdue,
  needsReview,
  overseers,
  reviewDueAt,
  reviewRefusal,
} from '#/domain/support/grants.ts';
import { isViewable, viewable } from '#/domain/support/viewable.ts';

const now = Date.parse('2026-11-21T10:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const requested: Grant = {
  personId: 'eu.person_1',
  kinds: ['goal'],
  reason: 'service',
  ticket: 'SUP-1',
  minutes: 60,
  requestedBy: 'eu.person_2',
  requestedAt: now,
  state: 'requested',
  approvals: [],
};
const people = ['eu.person_1', 'eu.person_2', 'eu.person_3', 'eu.person_4'];
const approver = fc.record({ personId: fc.constantFrom(...people), role: fc.constantFrom('client', ...overseers) });

describe('EN18: what staff can ever be let into', () => {
  it('is coaching that our functions open anyway, never a profile, an id or what is encrypted end to end', () => {
    for (const entity of viewable)
      expect([entity.purpose, contentClassOf(entity)]).toEqual(['coaching', 'server_readable']);
    expect(isViewable({ ...message, endToEnd: true })).toBe(false);
    expect(contentClassOf({ ...goal, endToEnd: true })).toBe('end_to_end');
    expect(isViewable(person)).toBe(false);
  });

  it('is told from the same classes: every entity stands in one', () => {
    const covered = operatorAccess().flatMap(({ covers, contentClass }) => covers.map((name) => [name, contentClass]));
    expect(covered.toSorted()).toEqual(entities.map((entity) => [entity.name, contentClassOf(entity)]).toSorted());
  });
});

describe('IA18 IA19: a grant', () => {
  it('is open only after the approvals that its reason asks for, each by somebody else, none by who asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...grantReasonNames), fc.array(approver, { maxLength: 6 }), (reason, attempts) => {
        let grant: Grant = { ...requested, reason };
        for (const by of attempts)
          if (!approvalRefusal(grant, by, now)) grant = { ...grant, ...approved(grant, by, now) };
        const { approvedBy } = grantReasons[reason];
        const who = new Set(grant.approvals.map(({ personId }) => personId));
        expect(who.has(grant.requestedBy)).toBe(false);
        expect(who.size).toBe(grant.approvals.length);
        for (const { role } of grant.approvals) expect(role === 'client').toBe(approvedBy === 'person');
        expect(isOpen(grant, now)).toBe(who.size === (approvedBy === 'person' ? 1 : 2));
      }),
    );
  });

  it('is open for its minutes and not a millisecond longer', () => {
    const grant: Grant = { ...requested, ...approved(requested, { personId: 'eu.person_1', role: 'client' }, now) };
    expect(isOpen(grant, now + 60 * minute - 1)).toBe(true);
    expect(isOpen(grant, now + 60 * minute)).toBe(false);
    expect([isOverdue(grant, now + 60 * minute - 1), isOverdue(grant, now + 60 * minute)]).toEqual([false, true]);
  });

  it('is open in no other state, and never without an end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...grantStates), fc.option(fc.integer(), { nil: undefined }), (state, expiresAt) => {
        const grant: Grant = { ...requested, state, expiresAt };
        const open = state === 'approved' && expiresAt !== undefined && expiresAt > now;
        expect(isOpen(grant, now)).toBe(open);
      }),
    );
  });

  it('lapses when nobody has answered for a day', () => {
    expect(isOverdue(requested, now + day - 1)).toBe(false);
    expect(isOverdue(requested, now + day)).toBe(true);
    const by = { personId: 'eu.person_1', role: 'client' } as const;
    expect(approvalRefusal(requested, by, now + day)).toMatch(/does not wait/);
  });

  it('covers the engagements of its person, or the one that it names', () => {
    const mine = { engagementId: 'eu.engagement_1', clientId: 'eu.person_1' };
    expect(coversEngagement(requested, mine)).toBe(true);
    expect(coversEngagement(requested, { ...mine, clientId: 'eu.person_9' })).toBe(false);
    const one: Grant = { ...requested, engagementId: 'eu.engagement_1' };
    expect(coversEngagement(one, mine)).toBe(true);
    expect(coversEngagement(one, { ...mine, engagementId: 'eu.engagement_2' })).toBe(false);
  });

  it('IA20: is reviewed within seven days of its end, if it ever was open, by somebody who had no part in it', () => {
    const approvals = [{ personId: 'eu.person_3', role: 'security', at: now }] as const;
    const ended: Grant = { ...requested, state: 'closed', expiresAt: now, endedAt: now, approvals };
    expect(reviewDueAt(ended)).toBe(now + 7 * day);
    expect(reviewRefusal(ended, 'eu.person_4')).toBeUndefined();
    for (const part of ['eu.person_2', 'eu.person_3']) expect(reviewRefusal(ended, part)).toMatch(/no part/);
    const { expiresAt: _, ...neverOpen } = ended;
    expect([needsReview(neverOpen), reviewDueAt(neverOpen)]).toEqual([false, undefined]);
    for (const state of ['requested', 'approved', 'refused', 'reviewed'] as const)
      expect(reviewRefusal({ ...ended, state }, 'eu.person_4')).toMatch(/once/);
  });
});
