import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  expectStatus,
  givenMember,
  givenPair,
  givenProgramme,
  givenSession,
  givenSignedIn,
  givenStaff,
  nextEmail,
  type Person,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let operator: Person;
let programme: Programme;
let coach: Person;
let client: Person;

beforeAll(async () => {
  instance = await givenInstance();
  operator = await givenStaff(instance, 'platform_admin');
  programme = await givenProgramme(instance, operator);
  coach = await givenMember(instance, programme, 'coach');
  client = await givenMember(instance, programme, 'client');
});

const post = (person: Person, path: string, body?: object) => person.call('POST', path, body ? { body } : {});
const propose = (clientEmail: string, changes: object = {}) => {
  const { organizationId, termsId } = programme;
  return post(coach, '/v1/engagements', { organizationId, termsId, clientEmail, ...changes });
};

async function givenProposed(clientEmail = client.email): Promise<string> {
  return `/v1/engagements/${expectStatus(await propose(clientEmail), 201).engagementId}`;
}

async function givenAgreement(by: Person, path: string): Promise<string> {
  return String(expectStatus(await post(by, `${path}/agreements`, { text: 'Twice a month.' }), 201).agreementId);
}

describe('CC10: programme terms', () => {
  it('are signed once, by the sponsor, and engagements cite the hash of what was signed', async () => {
    const path = `/v1/organizations/${programme.organizationId}/programme-terms`;
    const content = { title: 'Courage', text: 'Ten sessions each.', sponsorSees: ['aggregate_satisfaction'] };
    const { termsId, hash } = expectStatus(await post(programme.admin, path, content), 201);
    const parts = [termsId, content.title, content.text, content.sponsorSees];
    expect(hash).toBe(createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
    expectProblem(await propose(client.email, { termsId }), 'conflict');
    expectProblem(await post(programme.admin, `${path}/${termsId}/sign`), 'forbidden');
    const signed = expectStatus(await post(programme.sponsor, `${path}/${termsId}/sign`), 200);
    expect(signed).toMatchObject({ hash, signedBy: programme.sponsor.personId });
    expectProblem(await post(programme.sponsor, `${path}/${termsId}/sign`), 'conflict');
    const engagement = expectStatus(await propose(client.email, { termsId }), 201);
    expect(engagement).toMatchObject({ termsId, termsHash: hash, status: 'proposed' });
    const agreementPath = `/v1/engagements/${engagement.engagementId}/agreements`;
    expect(expectStatus(await post(coach, agreementPath, { text: 'Yes.' }), 201)).toMatchObject({ termsHash: hash });
  });

  it('of another organisation carry no engagement, nor does an organisation the coach is not in', async () => {
    const others = await givenProgramme(instance, operator);
    expectProblem(await propose(client.email, { termsId: others.termsId }), 'not-found');
    const { organizationId, termsId } = others;
    expectProblem(await propose(client.email, { organizationId, termsId }), 'not-found');
  });
});

describe('ED8: an engagement', () => {
  it('starts only when both have signed and the client has reviewed the privacy settings', async () => {
    const path = await givenProposed();
    const agreementId = await givenAgreement(coach, path);
    const start = () => post(coach, `${path}/start`, { agreementId });
    expect(expectProblem(await start(), 'conflict').detail).toBe(
      'Before coaching starts: the client signs the agreement; the client confirms the review of the privacy settings.',
    );
    const session = { startsAt: '2026-12-01T09:00:00Z', durationMinutes: 30 };
    expectProblem(await post(coach, `${path}/sessions`, session), 'conflict');
    expectStatus(await post(client, `${path}/agreements/${agreementId}/sign`), 200);
    expect(expectProblem(await start(), 'conflict').detail).not.toContain('signs');
    for (const confirmed of [false, 'yes', null])
      expectProblem(await post(client, `${path}/privacy-review`, { confirmed }), 'invalid-request', 'body.confirmed');
    expectStatus(await post(client, `${path}/privacy-review`, { confirmed: true }), 200);
    expect(expectStatus(await start(), 200)).toMatchObject({ status: 'active' });
    expectStatus(await post(coach, `${path}/sessions`, session), 201);
  });

  it('CO2 CC10: the client reviews what the sponsor may see and which uses are on: none that rests on consent', async () => {
    const path = await givenProposed();
    const review = () => client.call('GET', `${path}/privacy-review`);
    const before = expectStatus(await review(), 200);
    expect(before).toMatchObject({ confirmedAt: null, sponsorSees: ['aggregate_participation'] });
    const uses = before.purposes as { basis: string; on: boolean }[];
    expect(uses.filter(({ basis, on }) => on !== (basis !== 'consent'))).toEqual([]);
    expectStatus(await post(client, `${path}/privacy-review`, { confirmed: true }), 200);
    expect(expectStatus(await review(), 200).confirmedAt).not.toBeNull();
    expectProblem(await coach.call('GET', `${path}/privacy-review`), 'forbidden');
  });

  it('starts under its own agreements only, and is signed once by each', async () => {
    const [first, second] = [await givenProposed(), await givenProposed()];
    const agreementId = await givenAgreement(client, second);
    expectStatus(await post(client, `${first}/privacy-review`, { confirmed: true }), 200);
    expectProblem(await post(coach, `${first}/start`, { agreementId }), 'conflict');
    expectProblem(await post(client, `${second}/agreements/${agreementId}/sign`), 'conflict');
    expectStatus(await post(coach, `${second}/agreements/${agreementId}/sign`), 200);
    expectProblem(await post(coach, `${second}/agreements/${agreementId}/sign`), 'conflict');
  });

  it('MI1: shows the coach an invitation, not a person, until the client acts', async () => {
    const email = nextEmail('client');
    const path = await givenProposed(email);
    const invited = { client: { personId: null, displayName: null } };
    expect((await coach.call('GET', path)).body).toMatchObject({ participants: invited });
    const newcomer = await givenSignedIn(instance, 'client', email);
    const named = { body: { displayName: 'Robin' }, headers: { 'if-match': '"1"' } };
    expectStatus(await newcomer.call('PATCH', '/v1/me', named), 200);
    expect((await newcomer.call('GET', path)).status).toBe(200);
    const before = await coach.call('GET', path);
    expect(before.body).toMatchObject({ participants: invited });
    expect(JSON.stringify(before.body)).not.toContain(newcomer.personId);
    const agreementId = await givenAgreement(coach, path);
    expectStatus(await post(newcomer, `${path}/agreements/${agreementId}/sign`), 200);
    const joined = { client: { personId: newcomer.personId, displayName: 'Robin' } };
    expect((await coach.call('GET', path)).body).toMatchObject({ participants: joined });
    expect((await coach.call('GET', '/v1/engagements?limit=1')).body).toMatchObject({
      items: [{ participants: joined }],
    });
  });

  it('looks the same to the coach whether or not the client’s address was known', async () => {
    const shape = async (email: string) => {
      const { status, body } = await propose(email);
      const { engagementId, createdAt, updatedAt, ...rest } = body as Record<string, unknown>;
      return { status, rest, types: [engagementId, createdAt, updatedAt].map((value) => typeof value) };
    };
    expect(await shape(nextEmail('client'))).toEqual(await shape(client.email));
  });

  it('is started, paused, resumed and ended, each only from where it can be', async () => {
    const { coach, client, engagementId, agreementId } = await givenPair(instance, programme);
    const path = `/v1/engagements/${engagementId}`;
    const { startedAt } = expectStatus(await coach.call('GET', path), 200);
    expectProblem(await post(coach, `${path}/start`, { agreementId }), 'conflict');
    expect(expectStatus(await post(client, `${path}/pause`), 200)).toMatchObject({ status: 'paused' });
    expectProblem(await post(client, `${path}/pause`), 'conflict');
    expectProblem(await post(coach, `${path}/messages`, { body: 'Hello?' }), 'conflict');
    const resumed = expectStatus(await post(coach, `${path}/start`, { agreementId }), 200);
    expect(resumed).toMatchObject({ status: 'active', startedAt });
    expect((await post(client, `${path}/end`)).status).toBe(204);
    expectProblem(await post(client, `${path}/pause`), 'conflict');
    expectProblem(await post(client, `${path}/end`), 'conflict');
  });
});

describe('IA22: an ended engagement', () => {
  it('is closed to the coach at once, read on by the client, and written by nobody', async () => {
    const pair = await givenPair(instance, programme);
    const { coach, client, engagementId } = pair;
    const path = `/v1/engagements/${engagementId}`;
    const sessionId = await givenSession(pair, '2026-11-01T09:00:00Z');
    const notes = `${path}/sessions/${sessionId}/notes`;
    const body = { body: 'She spoke up.', visibility: 'participants' };
    const { noteId } = expectStatus(await post(coach, notes, body), 201);
    expect((await post(coach, `${path}/end`)).status).toBe(204);
    for (const place of ['', '/sessions', `/sessions/${sessionId}`, '/messages', '/goals', '/agreements'])
      expectProblem(await coach.call('GET', `${path}${place}`), 'not-found');
    expectProblem(await coach.call('GET', `${notes}/${noteId}`), 'not-found');
    expectProblem(await post(coach, notes, body), 'not-found');
    expect((await coach.call('GET', '/v1/engagements')).body).toEqual({ items: [], next: null });

    expect((await client.call('GET', path)).body).toMatchObject({ status: 'ended' });
    expect((await client.call('GET', `${notes}/${noteId}`)).body).toMatchObject({ body: 'She spoke up.' });
    expectProblem(await post(client, notes, body), 'conflict');
    expectProblem(await post(client, `${path}/messages`, { body: 'Still there?' }), 'conflict');
    expectProblem(await post(client, `${path}/agreements`, { text: 'More.' }), 'conflict');
    expectProblem(await post(client, `${path}/privacy-review`, { confirmed: true }), 'conflict');
    expectProblem(await post(client, `${path}/sessions/${sessionId}/cancel`), 'conflict');
  });

  it('is answered 204 again when the coach repeats the request that ended it', async () => {
    const { coach, engagementId } = await givenPair(instance, programme);
    const headers = { 'idempotency-key': 'the-end-of-it-all' };
    const end = () => coach.call('POST', `/v1/engagements/${engagementId}/end`, { headers });
    expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
    expectProblem(await post(coach, `/v1/engagements/${engagementId}/end`), 'not-found');
  });
});
