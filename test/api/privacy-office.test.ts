import { beforeAll, describe, expect, it } from 'vitest';
import { countsSchema, transparencyReport } from '#/domain/documents/transparency-report.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { expectStatus, givenMember, givenStaff, type Person } from '#/test/support/people.ts';
import { givenConfirmed, givenRequest, onRequest, readRequest, type ShownRequest } from '#/test/support/requests.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

type Listed = { readonly requestId: string; readonly due: { readonly at: string } };
const words = 'Ottilie is my sister.';

describe('RI9: those who answer requests', () => {
  let world: World;
  let office: Person;
  beforeAll(async () => {
    world = await givenSharedWorld();
    office = await givenStaff(world.instance, 'privacy');
  });
  const newPerson = (): Promise<Person> => givenMember(world.instance, world.organization, 'client');
  const correction = { kind: 'rectification', words };
  const listed = async (): Promise<Listed[]> => {
    const found: Listed[] = [];
    let next = '';
    do {
      const page = expectStatus(await office.call('GET', `/v1/privacy/requests?limit=2${next}`), 200);
      found.push(...(page.items as Listed[]));
      next = page.next ? `&cursor=${page.next}` : '';
    } while (next);
    return found;
  };
  const tell = (request: Pick<ShownRequest, 'requestId'>, what: string, body: object): Promise<ApiAnswer> =>
    office.call('POST', `/v1/privacy/requests/${request.requestId}/${what}`, { body });

  it('find what is open, the first to fall due first, and nothing that is at its end', async () => {
    const slow = await givenRequest(await newPerson(), { kind: 'access', residence: 'DE' });
    const soon = await givenRequest(await newPerson(), { kind: 'access', residence: 'BR' });
    const person = await newPerson();
    const gone = await givenRequest(person, { kind: 'access' });
    expectStatus(await onRequest(person, gone, 'cancel'), 200);
    const ids = (await listed()).map(({ requestId }) => requestId);
    expect(ids.indexOf(soon.requestId)).toBeLessThan(ids.indexOf(slow.requestId));
    expect(ids).not.toContain(gone.requestId);
    const times = (await listed()).map(({ due }) => due.at);
    expect(times).toEqual(times.toSorted());
  });

  it('see ids, kinds, states and times, and nothing that anybody wrote; their person sees that they looked', async () => {
    const person = await newPerson();
    const request = await givenConfirmed(person, correction);
    const seen = expectStatus(await office.call('GET', `/v1/privacy/requests/${request.requestId}`), 200);
    expect(seen).toMatchObject({ personId: person.personId, kind: 'rectification', state: 'in_progress' });
    expect(JSON.stringify([seen, await listed()])).not.toContain('Ottilie');
    const accesses = expectStatus(await person.call('GET', '/v1/me/transparency/accesses'), 200);
    expect(JSON.stringify(accesses)).toContain(office.personId);
  });

  it('put a request off once, as far as the law allows, with the reason told', async () => {
    const person = await newPerson();
    const request = await givenConfirmed(person, { ...correction, residence: 'DE' });
    const answer = await tell(request, 'extend', { reason: 'complex', explanation: 'Many records to look at.' });
    expectStatus(answer, 200);
    const shown = await readRequest(person, request);
    expect(shown).toMatchObject({ state: 'extended', extension: 'complex', answer: 'Many records to look at.' });
    expect(Date.parse(shown.due.at)).toBeGreaterThan(Date.parse(request.due.at) + 50 * 86_400_000);
    expect((await listed()).find(({ requestId }) => requestId === request.requestId)?.due.at).toBe(shown.due.at);
    expectProblem(await tell(request, 'extend', { reason: 'complex' }), 'conflict');
    expect(JSON.stringify(await world.tables.scan('rights'))).not.toContain('Many records');
  });

  it('refuse with a reason and an explanation under the person’s key, and then no more', async () => {
    const person = await newPerson();
    const request = await givenConfirmed(person, correction);
    expectStatus(
      await tell(request, 'refuse', { reason: 'manifestly_unfounded', explanation: 'It is as you say.' }),
      200,
    );
    expect(await readRequest(person, request)).toMatchObject({
      state: 'refused',
      refusal: 'manifestly_unfounded',
      answer: 'It is as you say.',
    });
    expectProblem(await tell(request, 'complete', {}), 'conflict');
    expectProblem(await tell(request, 'refuse', { reason: 'revenge' }), 'invalid-request', 'body.reason');
  });

  it('complete what people have to see to, and no copy and no erasure by hand', async () => {
    const person = await newPerson();
    const request = await givenConfirmed(person, correction);
    expectStatus(await tell(request, 'complete', { explanation: 'Corrected.' }), 200);
    expect(await readRequest(person, request)).toMatchObject({ state: 'completed', answer: 'Corrected.' });
    const erasure = await givenRequest(person, { kind: 'erasure' });
    expectProblem(await tell(erasure, 'complete', {}), 'conflict');
  });

  it('get 404 for a request that there is not', async () => {
    expectProblem(await office.call('GET', '/v1/privacy/requests/eu.request_01J9ZC8QX1V5N4B7T2W3Y6K8M0'), 'not-found');
  });

  it('TR8: count a quarter by kind and outcome, ready for the transparency report', async () => {
    const quarter = (at: number) =>
      `${new Date(at).getUTCFullYear()}-Q${Math.floor(new Date(at).getUTCMonth() / 3) + 1}`;
    const path = `/v1/privacy/counts?quarter=${quarter(world.instance.clock.now())}`;
    const before = countsSchema().parse(expectStatus(await office.call('GET', path), 200));
    const person = await newPerson();
    const [refused, open] = [await givenConfirmed(person, correction), await givenRequest(person, correction)];
    expectStatus(await tell(refused, 'refuse', { reason: 'excessive' }), 200);
    const after = countsSchema().parse(expectStatus(await office.call('GET', path), 200));
    const grown = (outcome: 'refused' | 'open' | 'completed') =>
      (after.requests.rectification?.[outcome] ?? 0) - (before.requests.rectification?.[outcome] ?? 0);
    expect([grown('refused'), grown('open'), grown('completed')]).toEqual([1, 1, 0]);
    expect(open.state).toBe('awaiting_confirmation');
    expect(() => transparencyReport(after)).not.toThrow();
    const rows = (await world.tables.scan('rights')).filter(({ entity }) => entity === 'request_tally');
    expect(JSON.stringify(rows)).not.toContain('person_');
  });
});
