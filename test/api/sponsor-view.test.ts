import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#/domain/access/roles.ts';
import { areas } from '#/lambdas/contract.ts';
import { loadHandlerModule } from '#/local/run/handler-modules.ts';
import { choose, givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { givenOpenGrant } from '#/test/support/grants.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { givenConnected } from '#/test/support/integrations.ts';
import { expectStatus, givenSignedInAgain, givenStaff, type Person } from '#/test/support/people.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import { differences, type Look, looksOf, type Reader, type Seen, viewOf } from '#/test/support/sponsor-view.ts';
import {
  givenReaders,
  givenSponsorWorld,
  idsToTry,
  type SponsorWorld,
  surroundings,
} from '#/test/support/sponsor-world.ts';
import { bornYearsAgo, chooseFor, declareAge, givenGuardian } from '#/test/support/wards.ts';
import { expectProblem } from './expect-problem.ts';
import { permissions } from './matrix/permissions.ts';

const roles: readonly Role[] = ['sponsor', 'org_admin'];
type View = readonly Seen[];

const inviting = ({ programme, email }: SponsorWorld): Look[] =>
  ['client', 'coach'].map((role) => ({
    name: `invite the person as ${role}`,
    method: 'POST',
    path: `/v1/organizations/${programme.organizationId}/members`,
    request: { body: { email, role } },
  }));

/** What the readers can read; with `trying`, every operation there is, and what they can read after all was tried. */
async function view(world: SponsorWorld, trying: boolean): Promise<View> {
  const { integrationId = '', ...ids } = idsToTry(world);
  const trial = { fillings: permissions, roles };
  const reads = (what: 'reads' | 'own reads') =>
    looksOf(world.areas, what, { ...trial, ids: { ...ids, integrationId } });
  // The tool stays as it is: the person is still to connect it.
  const writes = () => [...looksOf(world.areas, 'writes', { ...trial, ids }), ...inviting(world)];
  const looks = trying ? [...reads('reads'), ...writes(), ...reads('own reads')] : reads('own reads');
  return viewOf(await givenReaders(world), looks, surroundings(world));
}

/** Consents, connects a tool, and does what the tool is told of. */
async function consent(person: Person, { tool, joined, instance }: SponsorWorld): Promise<void> {
  for (const purpose of ['ai_insights', 'integration_sharing'] as const) await givenConsent(person, purpose);
  await givenConnected(person, tool);
  const body = { startsAt: new Date(instance.clock.now() + 86_400_000).toISOString(), durationMinutes: 30 };
  expectStatus(await person.call('POST', `/v1/engagements/${joined?.engagementId}/sessions`, { body }), 201);
}

async function refuseAndWithdraw(person: Person): Promise<void> {
  for (const purpose of ['ai_insights', 'integration_sharing'] as const) await givenWithdrawal(person, purpose);
  expectStatus(await choose(person, 'marketing', 'refused'), 200);
}

const objecting = { body: { purpose: 'participation_statistics', objection: true } };

/** A minor asks, and their guardian gives. */
async function guarded(person: Person, { instance }: SponsorWorld): Promise<void> {
  const bornOn = bornYearsAgo(instance, 12);
  expectStatus(await declareAge(person, { country: 'DE', band: 'minor', bornOn }), 200);
  const { guardian } = await givenGuardian(instance, await givenStaff(instance, 'privacy'), person);
  expectStatus(await choose(person, 'ai_insights', 'given'), 202);
  expectStatus(await chooseFor(guardian, person, 'ai_insights', 'given'), 200);
}

/** Somebody who may need protection, and lets staff look into their records. */
async function lookedAfter(person: Person, { instance }: SponsorWorld): Promise<void> {
  expectStatus(await person.call('PUT', '/v1/me/safeguard', { body: { reason: 'distress' } }), 200);
  await givenOpenGrant(await givenStaff(instance, 'support'), person, { personId: person.personId });
}

async function protectedInEveryWay(person: Person, world: SponsorWorld): Promise<void> {
  expectStatus(await person.call('PUT', '/v1/me/objections', objecting), 200);
  await guarded(person, world);
  await lookedAfter(person, world);
}

/** What the one person does before the readers look. Where nobody has joined, they look all the same. */
const acts: readonly [name: string, act: (person: Person, world: SponsorWorld) => Promise<unknown>][] = [
  ['has joined', async () => undefined],
  ['has consented and connected a tool', consent],
  ['has refused and withdrawn', refuseAndWithdraw],
  ['objects, is a minor for whom a guardian decides, is flagged, and lets support look', protectedInEveryWay],
  ['is erased', (person) => givenConfirmed(person, { kind: 'erasure' })],
];

/** The contracts’ areas, and one that tells what it must not: the comparison has to find just that. */
async function givenLeakyWorld(joins: boolean): Promise<SponsorWorld> {
  const { leakyArea } = await import('#/test/support/leaky-area.ts');
  const loadModule = (name: string) =>
    name === leakyArea.name ? import('#/test/support/leaky-area.ts') : loadHandlerModule(name);
  return givenSponsorWorld(joins, { areas: [...areas, leakyArea], loadModule });
}

/** What is seen after each act, the first time together with everything that can be tried. */
async function viewsOver(joins: boolean): Promise<View[]> {
  const world = await givenLeakyWorld(joins);
  const views: View[] = [];
  for (const [index, [, act]] of acts.entries()) {
    const person = world.joined && (await givenSignedInAgain(world.instance, world.joined.client));
    if (person) await act(person, world);
    await world.instance.settled();
    views.push(await view(world, index === 0));
    if (person && index === acts.length - 1) expectProblem(await person.call('GET', '/v1/me'), 'session-ended');
  }
  await world.close();
  return views;
}

const isLeak = (difference: string): boolean => difference.startsWith('sponsor: readLeak: body');

describe('Must show 6, CO14 CC10 AN1: what sponsor and administrator can get from the API', () => {
  let without: View[];
  let joined: View[];
  beforeAll(async () => {
    without = await viewsOver(false);
    joined = await viewsOver(true);
  }, 240_000);

  const told = (index: number): string[] => differences(without[index] ?? [], joined[index] ?? []);

  it.each(acts.map(([name], index) => [name, index] as const))(
    'is the same whether or not the person %s',
    (_, index) => {
      expect(told(index).filter((difference) => !isLeak(difference))).toEqual([]);
    },
  );

  it('would tell by a single operation that counts people', () => {
    expect(told(0).filter(isLeak)).not.toEqual([]);
  });

  it('is every operation of the contracts, with figures above the floor', () => {
    const tried = new Set(joined[0]?.map(({ look }) => look.replace(/^\w+: (\w+).*$/, '$1')));
    for (const name of areas.flatMap(({ routes }) => Object.keys(routes))) expect(tried).toContain(name);
    const report = joined[0]?.find(({ look }) => look === 'sponsor: readParticipation');
    expect(report).toMatchObject({ status: 200, body: expect.stringContaining('"participants":{"value":20,') });
  });
});

describe('the comparison', () => {
  const looks: readonly Look[] = [{ name: 'list', method: 'GET', path: '/v1/list', request: {} }];
  const answer = (over: Partial<{ status: number; headers: Record<string, string>; body: unknown }>): Reader => ({
    call: async (): Promise<ApiAnswer> => {
      const { status = 200, headers = {}, body = { items: [{ name: 'Kim' }], next: null } } = over;
      return { status, headers: new Headers(headers), body };
    },
  });
  const found = async (one: Reader, other: Reader) =>
    differences(await viewOf({ sponsor: one }, looks), await viewOf({ sponsor: other }, looks)).length;
  const [first, second] = ['eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0', 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M1'];
  const problem = (type: string) => ({ status: 403, body: { type: `https://coachvault.dev/problems/${type}` } });

  it.each([
    ['a status', answer({}), answer({ status: 404 })],
    ['a header', answer({}), answer({ headers: { 'retry-after': '5' } })],
    ['an ETag', answer({ headers: { etag: '"1"' } }), answer({ headers: { etag: '"2"' } })],
    ['the size of a list', answer({}), answer({ body: { items: [{ name: 'Kim' }, { name: 'Kim' }], next: null } })],
    ['the type of a problem', answer(problem('forbidden')), answer(problem('consent-required'))],
    ['a figure', answer({ body: { active: 10 } }), answer({ body: { active: 15 } })],
    ['a field that is there', answer({ body: {} }), answer({ body: { lastSeenAt: null } })],
    ['a day', answer({ body: { at: '2027-01-01T10:00:00Z' } }), answer({ body: { at: '2027-01-02T10:00:00Z' } })],
    ['somebody more', answer({ body: [first, first] }), answer({ body: [first, second] })],
  ])('finds %s', async (_, one, other) => {
    expect(await found(one, other)).toBeGreaterThan(0);
    expect(await found(one, one)).toBe(0);
  });

  it('finds another number of pages', async () => {
    const paged = (count: number): Reader => {
      let left = count;
      return {
        call: async () => ({
          status: 200,
          headers: new Headers(),
          body: { items: [], next: --left > 0 ? 'more' : null },
        }),
      };
    };
    expect(await found(paged(2), paged(3))).toBeGreaterThan(0);
    expect(await found(paged(3), paged(3))).toBe(0);
  });

  it('does not mind ids, addresses, times of a day and requests', async () => {
    const one = {
      headers: { date: 'Mon', etag: '"1"' },
      body: { id: first, email: 'a.1@people.example', at: '2027-01-01T10:00:00Z' },
    };
    const other = {
      headers: { date: 'Tue', etag: '"1"' },
      body: { id: second, email: 'a.9@people.example', at: '2027-01-01T11:00:01.5Z' },
    };
    expect(await found(answer(one), answer(other))).toBe(0);
  });
});
