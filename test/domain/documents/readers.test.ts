import { describe, expect, it } from 'vitest';
import { type Role, relations } from '#/domain/access/roles.ts';
import { area } from '#/domain/api/area.ts';
import { route, type Way } from '#/domain/api/route.ts';
import { note, session } from '#/domain/data-map/entities/coaching.ts';
import { invitation, organization, person } from '#/domain/data-map/entities/directory.ts';
import { subjectKey } from '#/domain/data-map/entities/keys.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { readersOf, staffWith } from '#/domain/documents/readers.ts';

/** One area with one route of each path. */
const givenArea = (purpose: Purpose, ways: Readonly<Record<string, readonly Way[]>>) => [
  area({
    name: 'given',
    says: 'Given.',
    stores: {},
    keys: { unwrap: [] },
    routes: Object.fromEntries(
      Object.entries(ways).map(([path, who]) => [
        path,
        route({ method: 'GET', path, says: 'Reads.', who, purposes: [purpose], status: 200 }),
      ]),
    ),
  }),
];

const coach: Way = { role: 'coach', relation: 'coach' };
const client: Way = { role: 'client', relation: 'client' };
const admin: Way = { role: 'org_admin', relation: 'member' };
const itself = (role: Role): Way => ({ role, relation: 'self' });

describe('TR3 EN18: who can reach a record, by the contracts', () => {
  it('is who has a path that names it, for its purpose', () => {
    const areas = givenArea('coaching', {
      '/v1/engagements/{engagementId}/sessions/{sessionId}/notes/{noteId}': [coach],
      '/v1/engagements/{engagementId}/sessions/{sessionId}': [coach, client],
    });
    expect(readersOf(note, areas)).toEqual(['the coach of the engagement']);
    expect(readersOf(session, areas)).toEqual(['the client of the engagement', 'the coach of the engagement']);
    expect(readersOf(invitation, areas)).toEqual([]);
  });

  it('is nobody who states another purpose, unless that may use the record', () => {
    const path = '/v1/engagements/{engagementId}';
    expect(readersOf(session, givenArea('account', { [path]: [coach] }))).toEqual([]);
    expect(readersOf(session, givenArea('ai_insights', { [path]: [client] }))).toEqual([
      'the client of the engagement',
    ]);
  });

  it('is who relates to its place where no path names it', () => {
    const areas = givenArea('account', {
      '/v1/me': [itself('client'), itself('support')],
      '/v1/organizations': [admin],
    });
    expect(readersOf(person, areas)).toEqual(['the person themselves']);
    expect(readersOf(organization, areas)).toEqual(['administrators of the organisation']);
    expect(staffWith(person, areas)).toEqual([]);
  });

  it('names staff who reach other people’s records', () => {
    const path = '/v1/organizations/{organizationId}';
    const areas = givenArea('account', { [path]: [{ role: 'platform_admin', relation: 'none' }] });
    expect(staffWith(organization, areas)).toEqual(['platform admin']);
    expect(readersOf(organization, areas)).toEqual(['platform administrators']);
    expect(staffWith(person, areas)).toEqual([]);
  });

  it('is nobody for a key, whatever the contracts say', () => {
    for (const relation of relations) {
      const areas = givenArea('security', { '/v1/keys/{subjectId}': [{ role: 'security', relation }] });
      expect(readersOf(subjectKey, areas)).toEqual([]);
    }
  });
});
