import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRows } from '#/test/api/count-rows.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type RawCall, rawCall } from '#/test/api/raw-call.ts';
import { type ApiAnswer, type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let programme: Programme;
let pair: Engagement;
let path: string;
let notes: string;
let rows: unknown;

beforeAll(async () => {
  instance = await givenInstance({ siblings: { na: 'https://na.api.coachvault.example' } });
  programme = await givenProgramme(instance, await givenStaff(instance, 'platform_admin'));
  pair = await givenPair(instance, programme);
  path = `/v1/engagements/${pair.engagementId}`;
  notes = `${path}/sessions/${await givenSession(pair, '2026-11-01T09:00:00Z')}/notes`;
});

/** Whatever a test sends here is refused, and nothing of it is written. */
beforeEach(async () => {
  rows = await countRows(instance);
});
afterEach(async () => {
  expect(await countRows(instance)).toEqual(rows);
});

const raw = (call: Partial<RawCall>): Promise<ApiAnswer> =>
  rawCall(instance.apiUrl, { method: 'POST', path: notes, token: pair.coach.token, ...call });
const sent = (body: unknown, place = notes) => pair.coach.call('POST', place, { body });
const note = { body: 'She spoke up.', visibility: 'participants' };

describe('a body that is not JSON', () => {
  it.each([
    ['cut off', '{"body":"x"'],
    ['with a comma too many', '{"body":"x",}'],
    ['with comments', '{} // note'],
    ['two documents', '{}{}'],
    ['single quotes', "{'body':'x'}"],
    ['a number that is none', '{"body":NaN}'],
    ['a byte order mark in the middle', '{"body"\u{feff}:"x"}'],
    ['a control character in a string', '{"body":"a\u0001b"}'],
    ['words', 'hello'],
    ['XML', '<note/>'],
  ])('%s, is malformed', async (_, body) => {
    expect(expectProblem(await raw({ body }), 'malformed-request').detail).toBe('The body is not JSON in UTF-8.');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'json',
    '',
  ])('by its Content-Type "%s", is refused as that', async (type) => {
    expectProblem(await raw({ headers: { 'content-type': type }, body: JSON.stringify(note) }), 'media-type');
  });

  it.each(['null', 'true', '7', '"text"', '[]', '[{"body":"x"}]'])('but %s, names the body', async (body) => {
    const { errors = [] } = expectProblem(await raw({ body }), 'invalid-request', 'body');
    expect(errors.length).toBeGreaterThan(0);
  });

  it('or missing, names what is missing', async () => {
    expectProblem(await raw({}), 'invalid-request', 'body.body', 'body.visibility');
  });
});

describe('a body with other fields or types than the contract', () => {
  it.each([
    ['an unknown field', { ...note, mood: 'good' }, ['body']],
    ['a field that only the service sets', { ...note, authorId: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0' }, ['body']],
    ['an array for a text', { ...note, body: ['x'] }, ['body.body']],
    ['an object for a text', { ...note, body: { toString: 'x' } }, ['body.body']],
    ['a number for a text', { ...note, body: 7 }, ['body.body']],
    ['null for a text', { ...note, body: null }, ['body.body']],
    ['an empty text', { ...note, body: '' }, ['body.body']],
    ['a value that is not of the set', { ...note, visibility: 'everybody' }, ['body.visibility']],
    ['a field that is missing', { visibility: 'author' }, ['body.body']],
    ['two mistakes', { body: 1, visibility: 2 }, ['body.body', 'body.visibility']],
  ])('%s is named', async (_, body, fields) => {
    expectProblem(await sent(body), 'invalid-request', ...fields);
  });

  it('is told what each field has to be', async () => {
    const wrong: [string, object, string][] = [
      [notes, { visibility: 'author' }, 'is missing; it must be a text'],
      [notes, { ...note, visibility: 'all' }, 'must be "author" or "participants"'],
      [notes, { ...note, body: 7 }, 'must be a text'],
      [notes, { ...note, mood: 1 }, 'has no field "mood"; leave it out'],
      [`${path}/sessions`, { startsAt: '2026-11-21T09:30:00Z', durationMinutes: 4 }, 'must be at least 5'],
      [`${path}/sessions`, { startsAt: '2026-11-21T09:30:00Z', durationMinutes: 481 }, 'must be at most 480'],
      [`${path}/sessions`, { startsAt: '2026-11-21T09:30:00Z', durationMinutes: 30.5 }, 'must be a whole number'],
      [`${path}/goals`, { title: 'Rest', targetDate: '2026-02-30' }, 'must be a date, such as 2026-11-21'],
      [`${path}/privacy-review`, { confirmed: false }, 'must be true'],
    ];
    for (const [place, body, problem] of wrong) {
      const person = place.endsWith('review') ? pair.client : pair.coach;
      expect((await person.call('POST', place, { body })).body).toMatchObject({ errors: [{ problem }] });
    }
  });

  it('with very many mistakes is told the first twenty', async () => {
    const body = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, index]));
    const { errors = [] } = (await sent(body)).body as { errors?: unknown[] };
    expect(errors).toHaveLength(20);
  });

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"x":1}}}',
    '{"toString":"x"}',
    '{"hasOwnProperty":1}',
  ])('that reaches for the prototype, %s, is refused by the field’s name', async (odd) => {
    const body = `${JSON.stringify(note).slice(0, -1)},${odd.slice(1)}`;
    const { errors = [] } = expectProblem(await raw({ body }), 'invalid-request', 'body');
    expect(JSON.stringify(errors)).toContain(Object.keys(JSON.parse(odd))[0]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('that nests a thousand levels and more is refused without harm', async () => {
    for (const depth of [1_000, 60_000]) {
      const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      expectProblem(await raw({ body: `{"body":${nested},"visibility":"author"}` }), 'invalid-request', 'body.body');
      expectProblem(await raw({ body: nested }), 'invalid-request', 'body');
    }
  });

  it('for an operation that takes none is refused', async () => {
    for (const body of ['{"why":"no"}', '[1]', '"x"', 'null', '5', 'true', '[]'])
      expectProblem(await raw({ path: `${path}/pause`, body }), 'invalid-request', 'body');
  });

  it('quotes an unknown field’s name as JSON, and not more of it than is useful', async () => {
    const name = `"\r\n<script>${'x'.repeat(500)}`;
    const answer = await sent({ ...note, [name]: 1 });
    expectProblem(answer, 'invalid-request', 'body');
    expect(JSON.stringify(answer.body).length).toBeLessThan(1_000);
  });
});

describe('a body that is too large', () => {
  it.each([
    ['256 KB and one byte', 256 * 1024 + 1],
    ['a megabyte', 1_048_576],
    ['more than the gateway takes', 10_500_000],
  ])('by %s, is refused', async (_, size) => {
    expectProblem(await raw({ body: 'x'.repeat(size) }), 'body-too-large');
  });
});

describe('ids', () => {
  it.each([
    'eu.note_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
    'eu.session_1',
    'eu.session_01j9zc8qx1v5n4b7t2w3y6k8m0',
    '7',
    '*',
    "' OR 1=1",
    'eu.session_ÄÖ',
  ])('of another kind or form, as %s, name the parameter', async (id) => {
    const answer = await pair.coach.call('GET', `${path}/sessions/${encodeURIComponent(id)}`);
    const { errors = [] } = expectProblem(answer, 'invalid-request', 'path.sessionId');
    expect(errors[0]).toMatchObject({ problem: expect.stringContaining('must be the id of a session, such as') });
  });

  it('RE2: of another instance say which door to go to, in the path and in the body', async () => {
    const foreign = 'na.session_01J9ZC8QX1V5N4B7T2W3Y6K8M0';
    const inPath = await pair.coach.call('GET', `${path}/sessions/${foreign}`);
    expect(expectProblem(inPath, 'wrong-instance')).toMatchObject({ door: 'https://na.api.coachvault.example' });
    const body = { title: 'Ask', goalId: 'na.goal_01J9ZC8QX1V5N4B7T2W3Y6K8M0' };
    expectProblem(await sent(body, `${path}/actions`), 'wrong-instance');
    const { organizationId, termsId } = programme;
    const ids = { organizationId, termsId, clientEmail: 'kim@people.example' };
    for (const change of [
      { termsId: 'na.terms_01J9ZC8QX1V5N4B7T2W3Y6K8M0' },
      { organizationId: 'na.organization_01J9ZC8QX1V5N4B7T2W3Y6K8M0' },
    ])
      expectProblem(await sent({ ...ids, ...change }, '/v1/engagements'), 'wrong-instance');
  });

  it('of an instance that nobody knows name no door', async () => {
    const answer = await pair.coach.call('GET', `${path}/sessions/zz.session_01J9ZC8QX1V5N4B7T2W3Y6K8M0`);
    expect(expectProblem(answer, 'wrong-instance')).not.toHaveProperty('door');
  });
});
