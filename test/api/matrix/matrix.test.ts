import { beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '#/domain/access/roles.ts';
import { bytes } from '#/domain/api/bytes.ts';
import { paramNames, type Route } from '#/domain/api/route.ts';
import { areas } from '#/lambdas/contract.ts';
import { countRows } from '#/test/api/count-rows.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import type { Call, Permission } from './permission.ts';
import { permissions } from './permissions.ts';
import { type Caller, elsewhere, fill, givenWorld, type Ids, type World } from './world.ts';

const callers: readonly Caller[] = [...roles, 'nobody'];
const routes = areas.flatMap((area) => Object.entries<Route>(area.routes));
const cases = routes.map(([name, route]) => [`${route.method} ${route.path}`, name, route] as const);

let world: World;
beforeAll(async () => {
  world = await givenWorld();
});

/** Path parameters that are ids; others are words and numbers, which belong to nobody. */
const idsIn = ({ path }: Route): string[] => paramNames(path).filter((name) => name in elsewhere);

/** Ids that are not the caller's own: whose they are, and whether a whole path or only its last id is. */
function othersIds(route: Route): [whose: string, ids: Ids][] {
  const names = idsIn(route);
  const last = names.at(-1) ?? '';
  const { own, colleague, foreign } = world;
  const withLast = (ids: Ids): Ids => ({ ...own.ids, [last]: String(ids[last]) });
  const ofColleague = names.includes('engagementId') ? colleague.ids : undefined;
  return [
    ['another organisation’s', foreign.ids],
    ...(ofColleague ? ([['a colleague’s', ofColleague]] as [string, Ids][]) : []),
    ...(names.length > 1 ? ([['another organisation’s below the own', withLast(foreign.ids)]] as [string, Ids][]) : []),
    ...(names.length > 1 && ofColleague
      ? ([['a colleague’s below the own', withLast(ofColleague)]] as [string, Ids][])
      : []),
  ];
}

async function etagOf(caller: Caller, path: string): Promise<string> {
  const answer = await world.callers[caller]?.call('GET', path);
  return answer?.headers.get('etag') ?? '"1"';
}

async function callAs(
  caller: Caller,
  route: Route,
  ids: Ids,
  { body, query = '', who }: Pick<Permission, 'body' | 'query'> & Pick<Call, 'who'>,
  etag = '"1"',
): Promise<ApiAnswer> {
  const headers = { accept: route.mediaType ?? 'application/json', ...(route.ifMatch ? { 'if-match': etag } : {}) };
  const sent = route.body === bytes() ? { bytes: Buffer.from('sound') } : body === undefined ? {} : { body };
  const call = (who ?? world.callers[caller])?.call ?? world.instance.call;
  return call(route.method, `${fill(route.path, ids)}${query}`, { headers, ...sent });
}

/** What people ask for below their own is looked for below their own, and so stands in their own access log, found or not. */
const askedBelowOwn = ['requestId', 'deliveryId', 'importId', 'grantId', 'guardianshipId'];

/** No text and no person of the others is in an answer, and nothing of the own pair unless the caller is one of it. */
function expectNoCanary(caller: Caller, answer: ApiAnswer, mayHoldForeign: boolean): void {
  const text = JSON.stringify([answer.body, [...answer.headers]]);
  const { own, colleague, foreign, foreigners } = world;
  const isOfPair = caller === 'coach' || caller === 'client';
  expect(text).not.toContain(colleague.word);
  if (!isOfPair) expect(text).not.toContain(own.word);
  expect(text).not.toContain(foreign.word);
  if (mayHoldForeign) return;
  expect(text).not.toContain(colleague.engagement.client.personId);
  if (!isOfPair) expect(text).not.toContain(own.engagement.client.personId);
  for (const { personId, email } of foreigners) {
    expect(text).not.toContain(personId);
    expect(text).not.toContain(email);
  }
  for (const [name, id] of Object.entries(foreign.ids))
    if (!askedBelowOwn.includes(name)) expect(text).not.toContain(id);
}

function expectRefused(caller: Caller, answer: ApiAnswer, why: 'forbidden' | 'not-found' | 'wrong-instance'): void {
  expectProblem(answer, caller === 'nobody' ? 'unauthenticated' : why);
  expectNoCanary(caller, answer, false);
}

const roleOf = (caller: Caller): Role[] => (caller === 'nobody' ? [] : [caller]);
const isAnywhere = ({ anywhere = [] }: Permission, caller: Caller): boolean =>
  roleOf(caller).some((role) => anywhere.includes(role));

type Attempt = { caller: Caller; ids: Ids; why: Parameters<typeof expectRefused>[2] };

/** A role that may not is refused for what it is, whatever it asks for: its own, others' and another instance's. */
const refusedForRole = (caller: Caller, names: readonly string[]): Attempt[] =>
  [world.own.ids, ...(names.length > 0 ? [world.foreign.ids, elsewhere] : [])].map((ids) => ({
    caller,
    ids,
    why: 'forbidden',
  }));

/** A role that may is refused for each way of naming what is not its own. */
function refusedForIds(caller: Caller, route: Route, permission: Permission): Attempt[] {
  const names = idsIn(route);
  if (names.length === 0) return [];
  const others = isAnywhere(permission, caller) ? [] : othersIds(route);
  return [
    ...others.map(([, ids]): Attempt => ({ caller, ids, why: 'not-found' })),
    ...[elsewhere, { ...world.own.ids, ...lastOf(names, elsewhere) }].map(
      (ids): Attempt => ({ caller, ids, why: 'wrong-instance' }),
    ),
  ];
}

/** Everything that must be refused on a route: no token or another role with any id, an allowed role with others' ids. */
async function expectRefusals(route: Route, permission: Permission): Promise<void> {
  const attempts = callers.flatMap((caller) =>
    permission.allows.includes(caller)
      ? refusedForIds(caller, route, permission)
      : refusedForRole(caller, isAnywhere(permission, caller) ? [] : idsIn(route)),
  );
  // The door lets in so many requests a second; on the clock of the instance, these are spread over time.
  world.instance.clock.advance(attempts.length * 5);
  await Promise.all(
    attempts.map(async ({ caller, ids, why }) =>
      expectRefused(caller, await callAs(caller, route, ids, permission), why),
    ),
  );
}

function lastOf(names: readonly string[], ids: Ids): Ids {
  const last = names.at(-1) ?? '';
  return { [last]: String(ids[last]) };
}

describe('every route as every role', () => {
  it('IA1: has its line in the table of permissions, and the table no other', () => {
    expect(Object.keys(permissions).sort()).toEqual(routes.map(([name]) => name).sort());
  });

  describe('refuses', () => {
    let before: unknown;
    beforeAll(async () => {
      before = await countRows(world.instance);
    });

    it.each(cases.filter(([, , route]) => route.who !== 'public'))(
      'IA1 IA2 IA3: at %s, other roles, and other people’s, organisations’ and instances’ ids',
      (_, name, route) => expectRefusals(route, permissions[name] as Permission),
    );

    it('and none of what it refused was written', async () => {
      expect(await countRows(world.instance)).toEqual(before);
    });
  });

  it.each(cases)('IA1: %s answers those who may with their own ids', async (_, name, route) => {
    const { allows, anywhere = [], acrossPeople = false, body, query, given } = permissions[name] as Permission;
    const own = async (caller: Caller): Promise<void> => {
      const call = given && caller !== 'nobody' ? await given(world, caller) : {};
      const ids = { ...world.own.ids, ...call.ids };
      const etag = await etagOf(caller, fill(route.path, ids));
      const answer = await callAs(caller, route, ids, { body: call.body ?? body, query, who: call.who }, etag);
      expect(answer.body).not.toHaveProperty('type');
      expect([caller, answer.status]).toEqual([caller, route.status]);
      expectNoCanary(caller, answer, acrossPeople);
    };
    // What one caller changes may be what the next one reads, but for reading.
    if (route.method === 'GET') await Promise.all(allows.map(own));
    else for (const caller of allows) await own(caller);
    for (const caller of anywhere) {
      const call = given ? await given(world, caller) : {};
      const ids = { ...world.foreign.ids, ...call.ids };
      const answer = await callAs(caller, route, ids, { body: call.body ?? body, query });
      expect([caller, answer.status]).toEqual([caller, route.status]);
      expectNoCanary(caller, answer, true);
    }
  });
});
