import { beforeAll, describe, expect, it } from 'vitest';
import { expectStatus, givenEngagement, givenMember } from '#/test/support/people.ts';
import { givenConfirmed, onRequest } from '#/test/support/requests.ts';
import { givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

describe('RI9: a restriction', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenSharedWorld();
  });

  const givenRestricted = async () => {
    const client = await givenMember(world.instance, world.organization, 'client');
    const { organization, termsId, coach } = world;
    const engagement = await givenEngagement(organization.organizationId, termsId, coach, client);
    const shown = await givenConfirmed(client, { kind: 'restriction', words: 'The notes are not right.' });
    return { client, shown, path: `/v1/engagements/${engagement.engagementId}` };
  };

  it('keeps the records and lets nobody else use them, and says so', async () => {
    const { path, client } = await givenRestricted();
    expectProblem(await world.coach.call('GET', path), 'processing-restricted');
    expectProblem(await world.coach.call('GET', `${path}/goals`), 'processing-restricted');
    const body = { title: 'More' };
    for (const person of [world.coach, client])
      expectProblem(await person.call('POST', `${path}/goals`, { body }), 'processing-restricted');
    expectProblem(
      await client.call('PATCH', '/v1/me', { body: { locale: 'en' }, headers: { 'if-match': '"1"' } }),
      'processing-restricted',
    );
  });

  it('leaves the person their own reading, and the others theirs', async () => {
    const { path, client } = await givenRestricted();
    expectStatus(await client.call('GET', path), 200);
    expectStatus(await client.call('GET', '/v1/me'), 200);
    const { items } = expectStatus(await world.coach.call('GET', '/v1/engagements'), 200) as {
      items: { engagementId: string }[];
    };
    const ids = items.map(({ engagementId }) => engagementId);
    expect(ids).toContain(world.engagement.engagementId);
    expect(ids).not.toContain(path.split('/').at(-1));
  });

  it('ends when its person lifts it', async () => {
    const { path, client, shown } = await givenRestricted();
    expect(expectStatus(await onRequest(client, shown, 'cancel'), 200)).toMatchObject({ state: 'cancelled' });
    expectStatus(await world.coach.call('GET', path), 200);
  });
});
