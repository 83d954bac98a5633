import { beforeAll, describe, expect, it } from 'vitest';
import { invitationTo } from '#/local/run/read-outbox.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import type { ApiAnswer, GivenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenMember,
  givenPair,
  givenProgramme,
  givenSignedInAgain,
  type Person,
  type Programme,
} from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

let instance: GivenInstance;
let operator: Person;
let programme: Programme;
let others: Programme;
let pair: Engagement;
let path: string;

beforeAll(async () => {
  ({ instance, operator } = await givenSharedInstance());
  programme = await givenProgramme(instance, operator);
  others = await givenProgramme(instance, operator);
  pair = await givenPair(instance, programme);
  path = `/v1/organizations/${programme.organizationId}`;
});

type Items = { readonly items: readonly Record<string, unknown>[] };
const itemsOf = (answer: ApiAnswer): Items['items'] => (expectStatus(answer, 200) as Items).items;

/** All that an answer shows apart from ids, times and the address that was sent. */
function shapeOf({ status, headers, body }: ApiAnswer, email: string) {
  const { invitationId, createdAt, updatedAt, retention, ...rest } = body as Record<string, unknown>;
  const named = [...headers].filter(([name]) => !['date', 'x-amzn-requestid'].includes(name));
  const values = [typeof invitationId, typeof createdAt, typeof updatedAt, Object.keys(retention as object)];
  return JSON.stringify([status, named, rest, values]).replace(email, 'the address');
}

describe('invitations', () => {
  const invite = (email: string, role: string) =>
    programme.admin.call('POST', `${path}/members`, { body: { email, role } });

  it.each(['coach', 'client', 'sponsor', 'org_admin'] as const)(
    'answer alike for known and unknown addresses, as %s',
    async (role) => {
      const known = (await givenMember(instance, others, role)).email;
      // As long as the other address: nothing but the address itself may differ.
      const unknown = known.replace(/^./, (first) => (first === 'x' ? 'y' : 'x'));
      const answers = [await invite(unknown, role), await invite(known, role), await invite(known, role)];
      const [first, second, third] = answers.map((answer, index) => shapeOf(answer, index === 0 ? unknown : known));
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
      expect(second).toBe(first);
      expect(third).toBe(first);
    },
  );

  it('CC10: show clients as invited and in no other way', async () => {
    const invited = itemsOf(await programme.admin.call('GET', `${path}/invitations?limit=100`));
    const members = itemsOf(await programme.admin.call('GET', `${path}/members?limit=100`));
    expect(invited.map(({ status }) => status).every((status) => status === 'invited')).toBe(true);
    expect(invited.some(({ role }) => role === 'client')).toBe(true);
    expect(JSON.stringify([invited, members])).not.toContain(pair.client.email);
    expect(members.map(({ role }) => role)).not.toContain('client');
    expect(JSON.stringify([invited, members])).not.toContain(pair.client.personId);
    expectProblem(await programme.admin.call('GET', `${path}/members/${pair.client.personId}`), 'not-found');
  });

  it('CC10: a sponsor sees neither members nor invitations nor engagements', async () => {
    for (const place of [`${path}/members`, `${path}/invitations`, '/v1/engagements'])
      expectProblem(await programme.sponsor.call('GET', place), 'forbidden');
  });

  it('name the address in lower case', async () => {
    const invited = expectStatus(await invite('Kim.Invited@People.Example', 'coach'), 202);
    expect(invited.email).toBe('kim.invited@people.example');
  });

  it('renew the temporary password of somebody who never came, and leave alone who has signed in', async () => {
    const email = 'robin.late@people.example';
    const mails = () => instance.mails().filter(({ to }) => to === email);
    const firstSignIn = (mail: { username: string; temporaryPassword: string } | undefined) =>
      instance.signIn('workforce', {
        username: mail?.username ?? '',
        password: mail?.temporaryPassword ?? '',
        newPassword: 'Correct-Horse-Battery-2',
      });
    expectStatus(await invite(email, 'coach'), 202);
    const lapsed = invitationTo(instance.folder.at('outbox'), email);
    expectStatus(await invite(email, 'coach'), 202);
    const renewed = invitationTo(instance.folder.at('outbox'), email);
    expect(renewed?.username).toBe(lapsed?.username);
    await expect(firstSignIn(lapsed)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const { accessToken: token } = await firstSignIn(renewed);
    expectStatus(await invite(email, 'coach'), 202);
    expect(mails()).toHaveLength(2);
    expect((await instance.call('GET', '/v1/me', { token })).status).toBe(200);
  });
});

describe('members', () => {
  const read = async (person: Person) => programme.admin.call('GET', `${path}/members/${person.personId}`);
  const change = async (person: Person, role: string) => {
    const headers = { 'if-match': (await read(person)).headers.get('etag') ?? '' };
    return programme.admin.call('PATCH', `${path}/members/${person.personId}`, { body: { role }, headers });
  };
  const deactivate = (person: Person) => programme.admin.call('POST', `${path}/members/${person.personId}/deactivate`);

  it('IA22: a changed role ends the old token at once, and comes with the next sign-in', async () => {
    const member = await givenMember(instance, programme, 'coach');
    expectStatus(await member.call('GET', path), 200);
    expect(expectStatus(await change(member, 'sponsor'), 200)).toMatchObject({ role: 'sponsor', status: 'active' });
    expectProblem(await member.call('GET', path), 'session-ended');
    const again = await givenSignedInAgain(instance, member);
    expect((await again.call('GET', '/v1/me')).body).toMatchObject({ roles: ['sponsor'] });
    expectProblem(await again.call('GET', '/v1/engagements'), 'forbidden');
  });

  it('IA22: a deactivated coach is out at once, and out of the engagements after the next sign-in', async () => {
    const { coach, client, engagementId } = await givenPair(instance, programme);
    expectStatus(await coach.call('GET', `/v1/engagements/${engagementId}`), 200);
    expect(expectStatus(await deactivate(coach), 200)).toMatchObject({ status: 'deactivated' });
    expectProblem(await coach.call('GET', `/v1/engagements/${engagementId}`), 'session-ended');
    const again = await givenSignedInAgain(instance, coach);
    for (const place of [path, '/v1/engagements', `/v1/engagements/${engagementId}`])
      expectProblem(await again.call('GET', place), 'forbidden');
    expectStatus(await client.call('GET', `/v1/engagements/${engagementId}`), 200);
  });

  it('IA22: a coach in two organisations loses only what the deactivated membership gave', async () => {
    const { coach, engagementId } = await givenPair(instance, programme);
    const body = { email: coach.email, role: 'coach' };
    expectStatus(await others.admin.call('POST', `/v1/organizations/${others.organizationId}/members`, { body }), 202);
    expectStatus(await deactivate(coach), 200);
    const again = await givenSignedInAgain(instance, coach);
    expect(itemsOf(await again.call('GET', '/v1/organizations')).map(({ organizationId }) => organizationId)).toEqual([
      others.organizationId,
    ]);
    expectProblem(await again.call('GET', `/v1/engagements/${engagementId}`), 'not-found');
    expect(itemsOf(await again.call('GET', '/v1/engagements'))).toEqual([]);
    expectProblem(await again.call('GET', path), 'not-found');
  });

  it('IA1: nobody changes their own membership', async () => {
    expectProblem(await change(programme.admin, 'coach'), 'conflict');
    expectProblem(await deactivate(programme.admin), 'conflict');
    expectStatus(await programme.admin.call('GET', path), 200);
  });

  it('a deactivated member who is invited again is a member again', async () => {
    const member = await givenMember(instance, programme, 'coach');
    expectStatus(await deactivate(member), 200);
    const body = { email: member.email, role: 'sponsor' };
    expectStatus(await programme.admin.call('POST', `${path}/members`, { body }), 202);
    expect((await read(member)).body).toMatchObject({ role: 'sponsor', status: 'active' });
    expectStatus(await (await givenSignedInAgain(instance, member)).call('GET', path), 200);
  });
});

describe('an organisation', () => {
  const update = async (body: object) => {
    const headers = { 'if-match': (await programme.admin.call('GET', path)).headers.get('etag') ?? '' };
    return programme.admin.call('PATCH', path, { body, headers });
  };

  it('MI1: keeps coaching records at most 24 months', async () => {
    for (const retentionMonths of [0, 25, 1.5, '12', null])
      expectProblem(await update({ retentionMonths }), 'invalid-request', 'body.retentionMonths');
    expect(expectStatus(await update({ retentionMonths: 24 }), 200)).toMatchObject({ retentionMonths: 24 });
  });

  it('is listed to its members and to nobody else', async () => {
    expect(itemsOf(await programme.sponsor.call('GET', '/v1/organizations'))).toHaveLength(1);
    expectProblem(await others.sponsor.call('GET', path), 'not-found');
    expectProblem(await pair.client.call('GET', path), 'forbidden');
  });
});
