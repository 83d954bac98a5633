import { beforeAll, describe, expect, it } from 'vitest';
import { countRows } from '#/test/api/count-rows.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  nextEmail,
  type Person,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let operator: Person;
let programme: Programme;
let pair: Engagement;
let goals: string;

beforeAll(async () => {
  instance = await givenInstance();
  operator = await givenStaff(instance, 'platform_admin');
  programme = await givenProgramme(instance, operator);
  pair = await givenPair(instance, programme);
  goals = `/v1/engagements/${pair.engagementId}/goals`;
});

const post = (person: Person, path: string, key: string, body?: object) =>
  person.call('POST', path, { headers: { 'idempotency-key': key }, ...(body ? { body } : {}) });
const givenGoal = async () =>
  `${goals}/${expectStatus(await pair.coach.call('POST', goals, { body: { title: 'Goal' } }), 201).goalId}`;

describe('If-Match', () => {
  const change = (place: string, headers: Record<string, string>) =>
    pair.coach.call('PATCH', place, { body: { progress: 10 }, headers });

  it('is required of a change, and a stale one changes nothing', async () => {
    const place = await givenGoal();
    expectProblem(await change(place, {}), 'version-required');
    expectProblem(await change(place, { 'if-match': '"2"' }), 'version-changed');
    const changed = await change(place, { 'if-match': '"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    expectProblem(await change(place, { 'if-match': '"1"' }), 'version-changed');
    expect((await pair.client.call('GET', place)).body).toMatchObject({ version: 2, progress: 10 });
  });

  it.each(['*', '1', 'W/"1"', '"x"', '"1", "2"', '""', '"-1"', '"1e3"', '"12345678901"'])(
    'of %s is refused',
    async (value) => {
      expectProblem(await change(await givenGoal(), { 'if-match': value }), 'invalid-request', 'headers.If-Match');
    },
  );

  it('lets one of many who change the same version win', async () => {
    const place = await givenGoal();
    const answers = await Promise.all(Array.from({ length: 8 }, () => change(place, { 'if-match': '"1"' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
  });
});

describe('Idempotency-Key', () => {
  it('IN14: executes a request once, and answers it again with the same status and resource', async () => {
    const first = await post(pair.coach, goals, 'a-goal-of-mine', { title: 'Once' });
    const rows = await countRows(instance);
    const second = await post(pair.coach, goals, 'a-goal-of-mine', { title: 'Once' });
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(second.status).toBe(201);
    expect(await countRows(instance)).toEqual(rows);
  });

  it('answers a repeated request with the resource as it is now', async () => {
    const { goalId } = expectStatus(await post(pair.coach, goals, 'goal-that-moves', { title: 'Then' }), 201);
    const change = { body: { title: 'Now' }, headers: { 'if-match': '"1"' } };
    expectStatus(await pair.client.call('PATCH', `${goals}/${goalId}`, change), 200);
    expect((await post(pair.coach, goals, 'goal-that-moves', { title: 'Then' })).body).toMatchObject({ title: 'Now' });
  });

  it('refuses another body or another path under the same key, and executes neither', async () => {
    const other = await givenPair(instance, programme);
    expectStatus(await post(pair.coach, goals, 'key-of-one-use', { title: 'One' }), 201);
    const rows = await countRows(instance);
    expectProblem(await post(pair.coach, goals, 'key-of-one-use', { title: 'Two' }), 'idempotency-key-reused');
    const [first, second] = [
      await givenSession(pair, '2026-11-01T09:00:00Z'),
      await givenSession(pair, '2026-11-02T09:00:00Z'),
    ];
    const sessions = `/v1/engagements/${pair.engagementId}/sessions`;
    expectStatus(await post(pair.coach, `${sessions}/${first}/cancel`, 'cancel-this-one'), 200);
    expectProblem(await post(pair.coach, `${sessions}/${second}/cancel`, 'cancel-this-one'), 'idempotency-key-reused');
    expect((await pair.coach.call('GET', `${sessions}/${second}`)).body).toMatchObject({ status: 'scheduled' });
    expect((await countRows(instance)).keys).toBe(rows.keys);
    // Another person's keys are their own.
    const others = `/v1/engagements/${other.engagementId}/goals`;
    expectStatus(await post(other.coach, others, 'key-of-one-use', { title: 'Mine' }), 201);
    expectStatus(await post(pair.client, goals, 'key-of-one-use', { title: 'Mine' }), 201);
  });

  it('executes once when the same request comes many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post(pair.client, goals, 'all-at-once-now', { title: 'Together' })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 201 || status === 503)).toBe(true);
    const ids = answers.flatMap(({ status, body }) => (status === 201 ? [(body as { goalId: string }).goalId] : []));
    expect(new Set(ids).size).toBe(1);
  });

  it.each([
    [
      'an invitation',
      () => [
        programme.admin,
        `/v1/organizations/${programme.organizationId}/members`,
        { email: nextEmail('coach'), role: 'coach' },
      ],
    ],
    [
      'an organisation',
      () => [operator, '/v1/organizations', { name: 'Twice Works', adminEmail: nextEmail('org_admin') }],
    ],
    [
      'an engagement',
      () => [
        pair.coach,
        '/v1/engagements',
        { organizationId: programme.organizationId, termsId: programme.termsId, clientEmail: nextEmail('client') },
      ],
    ],
    ['an agreement', () => [pair.coach, `/v1/engagements/${pair.engagementId}/agreements`, { text: 'Again.' }]],
    [
      'a privacy review',
      () => [pair.client, `/v1/engagements/${pair.engagementId}/privacy-review`, { confirmed: true }],
    ],
    ['a pause', () => [pair.client, `/v1/engagements/${pair.engagementId}/pause`, undefined]],
    ['a start', () => [pair.coach, `/v1/engagements/${pair.engagementId}/start`, { agreementId: pair.agreementId }]],
  ] as const)('makes repeating %s safe', async (what, given) => {
    const [person, path, body] = given() as [Person, string, object | undefined];
    const key = `repeat ${what}`.replaceAll(' ', '-');
    const first = await post(person, path, key, body);
    const second = await post(person, path, key, body);
    expect(first.status).toBeLessThan(300);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const invited = instance.mails().map(({ to }) => to);
    expect(new Set(invited).size).toBe(invited.length);
  });

  it.each(['short', 'ü'.repeat(10), 'x'.repeat(129), 'with blanks in it'])('of "%s" is refused', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
    const answer = await pair.coach.call('POST', goals, { headers, body: { title: 'No' } });
    expectProblem(answer, 'invalid-request', 'headers.Idempotency-Key');
  });

  it('is forgotten after 24 hours', async () => {
    const key = 'forgotten-tomorrow';
    const email = nextEmail('org_admin');
    expectStatus(await post(operator, '/v1/organizations', key, { name: 'Today', adminEmail: email }), 201);
    expectProblem(
      await post(operator, '/v1/organizations', key, { name: 'Later', adminEmail: email }),
      'idempotency-key-reused',
    );
    instance.clock.advance(24 * 3_600_000);
    const again = await instance.signIn('workforce', { username: operator.personId, ...operator });
    const body = { name: 'Tomorrow', adminEmail: email };
    const call = { token: again.accessToken, headers: { 'idempotency-key': key }, body };
    expect((await instance.call('POST', '/v1/organizations', call)).body).toMatchObject({ name: 'Tomorrow' });
  });
});
