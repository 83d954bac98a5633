import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '#/domain/api/route.ts';
import { areas } from '#/lambdas/contract.ts';
import { fill, type Ids } from '#/test/api/matrix/world.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Person,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let operator: Person;
let programme: Programme;
let pair: Engagement;
let ids: Ids;

beforeAll(async () => {
  instance = await givenInstance({ siblings: { na: 'https://na.api.coachvault.example' } });
  operator = await givenStaff(instance, 'platform_admin');
  programme = await givenProgramme(instance, operator);
  pair = await givenPair(instance, programme);
  const { engagementId, agreementId, coach } = pair;
  const { organizationId, termsId } = programme;
  const sessionId = await givenSession(pair, '2026-11-01T09:00:00Z');
  const path = `/v1/engagements/${engagementId}`;
  const made = async (place: string, body: object) =>
    expectStatus(await coach.call('POST', `${path}/${place}`, { body }), 201);
  const { goalId } = await made('goals', { title: 'Goal' });
  const { actionId } = await made('actions', { title: 'Action' });
  const { noteId } = await made(`sessions/${sessionId}/notes`, { body: 'Note', visibility: 'author' });
  const known = { engagementId, agreementId, organizationId, termsId, sessionId, personId: programme.sponsor.personId };
  ids = { ...known, goalId: String(goalId), actionId: String(actionId), noteId: String(noteId) };
});

const writing = areas
  .flatMap((area) => Object.entries<Route>(area.routes))
  .filter(([, { method }]) => method !== 'GET');
const withBody = writing.filter(([, route]) => route.body !== undefined);

function whoMay({ who }: Route): Person {
  const [way] = who === 'public' ? [] : who;
  const people = { coach: pair.coach, client: pair.client, org_admin: programme.admin, sponsor: programme.sponsor };
  return { ...people, platform_admin: operator }[way?.role as 'coach'] ?? pair.coach;
}

const fieldsOf = (route: Route): string[] =>
  Object.keys((route.body as unknown as { def: { shape?: object } }).def.shape ?? {});

/** Values that are nearly right, and values that are not right at all. */
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'author',
    'coach',
    'client',
    'open',
    'kim@people.example',
    '2026-11-21',
    '2026-11-21T09:30:00Z',
    '9999-12-31T23:59:59Z',
    '+275760-09-13T00:00:00Z',
    '0000-01-01T00:00:00Z',
    'Europe/Berlin',
    'en',
    'x'.repeat(20_001),
    '\ud800',
    '\u0000',
    'eu.goal_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
    'eu.agreement_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
    'na.terms_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
);

const bodyFor = (route: Route) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record(Object.fromEntries(fieldsOf(route).map((name) => [name, value])), { requiredKeys: [] }),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 5 }) },
    { weight: 1, arbitrary: fc.dictionary(fc.string({ unit: 'binary', maxLength: 20 }), value) },
  );

describe('whatever JSON is sent', () => {
  it.each(withBody.map(([name, route]) => [`${route.method} ${route.path}`, name, route] as const))(
    '%s never fails: it is done or refused with a reason',
    async (_, __, route) => {
      const person = whoMay(route);
      const path = fill(route.path, ids);
      await fc.assert(
        fc.asyncProperty(bodyFor(route), async (body) => {
          const answer = await person.call(route.method, path, { body, headers: { 'if-match': '"1"' } });
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 300)
            expect(answer.body).toMatchObject({ status: answer.status, mend: expect.any(String) });
        }),
        { numRuns: 25 },
      );
    },
  );
});
