import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import type { ApiAnswer, GivenInstance } from '#/test/support/instance.ts';
import { type Engagement, expectStatus, givenPair, givenSession, type Person } from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

let instance: GivenInstance;
let pair: Engagement;
let coach: Person;
let client: Person;
let path: string;
let notes: string;

beforeAll(async () => {
  const inUse = await givenSharedInstance();
  instance = inUse.instance;
  pair = await givenPair(instance, inUse.programme);
  ({ coach, client } = pair);
  path = `/v1/engagements/${pair.engagementId}`;
  notes = `${path}/sessions/${await givenSession(pair, '2026-11-01T09:00:00Z')}/notes`;
});

const post = async (person: Person, place: string, body: object) =>
  expectStatus(await person.call('POST', place, { body }), 201);
const patch = (person: Person, place: string, body: object, version = 1) =>
  person.call('PATCH', place, { body, headers: { 'if-match': `"${version}"` } });
const itemsOf = (answer: ApiAnswer) => (expectStatus(answer, 200) as { items: Record<string, unknown>[] }).items;

describe('CC3: a note', () => {
  it.each([
    ['the coach', () => [coach, client]],
    ['the client', () => [client, coach]],
  ] as const)(
    'for its author alone is not there for the other, in reads, lists and changes, when %s wrote it',
    async (_, people) => {
      const [author, other] = people() as [Person, Person];
      const { noteId } = await post(author, notes, { body: `Alone: ${author.email}`, visibility: 'author' });
      const place = `${notes}/${noteId}`;
      expectStatus(await author.call('GET', place), 200);
      expectProblem(await other.call('GET', place), 'not-found');
      expectProblem(await patch(other, place, { body: 'Mine now.' }), 'not-found');
      expectProblem(await patch(other, place, { visibility: 'participants' }), 'not-found');
      expect(itemsOf(await author.call('GET', notes)).map((note) => note.noteId)).toContain(noteId);
      const seen = await other.call('GET', notes);
      expect(itemsOf(seen).map((note) => note.noteId)).not.toContain(noteId);
      expect(JSON.stringify(seen.body)).not.toContain(author.email);
    },
  );

  it('is changed by its author only, who may share it and take it back', async () => {
    const { noteId } = await post(coach, notes, { body: 'First.', visibility: 'author' });
    const place = `${notes}/${noteId}`;
    expect((await patch(coach, place, { visibility: 'participants' })).body).toMatchObject({
      body: 'First.',
      version: 2,
    });
    expect((await client.call('GET', place)).body).toMatchObject({ body: 'First.', authorId: coach.personId });
    expectProblem(await patch(client, place, { body: 'Second.' }, 2), 'forbidden');
    expectStatus(await patch(coach, place, { visibility: 'author' }, 2), 200);
    expectProblem(await client.call('GET', place), 'not-found');
  });
});

describe('CC5: a message', () => {
  it('reaches the other participant and is changed by nobody', async () => {
    const { messageId } = await post(client, `${path}/messages`, { body: 'I did it 🎉' });
    const read = await coach.call('GET', `${path}/messages/${messageId}`);
    expect(read.body).toMatchObject({ body: 'I did it 🎉', authorId: client.personId });
    expectProblem(await patch(client, `${path}/messages/${messageId}`, { body: 'I did not.' }), 'no-such-route');
  });
});

describe('goals and actions', () => {
  it('CC1: are set and moved on by both', async () => {
    const goal = await post(client, `${path}/goals`, { title: 'Speak first', targetDate: '2027-01-31' });
    expect(goal).toMatchObject({ status: 'open', progress: 0, authorId: client.personId });
    const place = `${path}/goals/${goal.goalId}`;
    expect((await patch(coach, place, { progress: 60, description: 'In meetings.' })).body).toMatchObject({
      progress: 60,
    });
    const achieved = expectStatus(await patch(client, place, { status: 'achieved', progress: 100 }, 2), 200);
    expect(achieved).toMatchObject({
      title: 'Speak first',
      description: 'In meetings.',
      status: 'achieved',
      version: 3,
    });
    expect((await coach.call('GET', place)).body).toEqual(achieved);
  });

  it('serve a goal only if it is one of this engagement', async () => {
    const { goalId } = await post(coach, `${path}/goals`, { title: 'Listen' });
    expect(await post(client, `${path}/actions`, { title: 'Ask once a day', goalId })).toMatchObject({ goalId });
    const missing = String(goalId).replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const answer = await coach.call('POST', `${path}/actions`, { body: { title: 'No', goalId: missing } });
    expectProblem(answer, 'invalid-request', 'body.goalId');
  });
});

describe('every representation', () => {
  it('MI1: says who can read it and when it will be deleted', async () => {
    const goal = await post(coach, `${path}/goals`, { title: 'Rest' });
    const places = ['/v1/me', path, `${path}/goals/${goal.goalId}`];
    const records = await Promise.all(places.map(async (place) => (await client.call('GET', place)).body));
    const policies = records.map((record) => (record as { retention: { policy: string } }).retention.policy);
    for (const record of records)
      expect(record).toMatchObject({ contentClass: 'server_readable', retention: { deleteAfter: null } });
    expect(policies).toEqual([
      '30 days after the account is closed',
      '24 months after the engagement ends',
      '24 months after the engagement ends',
    ]);
  });

  it('carries its version as the ETag, and times in UTC', async () => {
    const goal = await post(coach, `${path}/goals`, { title: 'Walk' });
    const answer = await client.call('GET', `${path}/goals/${goal.goalId}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(goal.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('CC8: is named by an id that says instance and kind, and nothing of a person', async () => {
    const { goalId, authorId } = await post(coach, `${path}/goals`, { title: 'Sleep' });
    expect(goalId).toMatch(/^eu\.goal_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect(authorId).toMatch(/^eu\.person_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });
});

describe('the own profile', () => {
  it('is changed by its owner: name, time zone, language, and nothing else', async () => {
    const changed = await patch(client, '/v1/me', { displayName: 'Zoë', timeZone: 'Europe/Berlin', locale: 'de-AT' });
    expect(changed.body).toMatchObject({ displayName: 'Zoë', timeZone: 'Europe/Berlin', locale: 'de-AT', version: 2 });
    for (const body of [{ email: 'x@people.example' }, { pool: 'workforce' }, { roles: ['security'] }])
      expectProblem(await patch(client, '/v1/me', body, 2), 'invalid-request', 'body');
    const answer = await patch(client, '/v1/me', { timeZone: 'Mars/Base', locale: 'no_such-' }, 2);
    expectProblem(answer, 'invalid-request', 'body.timeZone', 'body.locale');
  });
});
