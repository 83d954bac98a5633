import { beforeAll, describe, expect, it } from 'vitest';
import type { Engagement, Person } from '#/test/support/people.ts';
import { givenNote, givenOtherEngagement, givenWorld, type World } from './given-world.ts';

describe('deleting a subject’s key', () => {
  let world: World;
  let other: Engagement;
  let notePath: string;
  let paths: string[];

  const removeKey = async ({ personId }: Person, purpose: string): Promise<void> => {
    const row = await world.tables.one('keys', ({ pk, sk }) => pk === `subject#${personId}` && sk === `key#${purpose}`);
    await world.tables.remove(row);
  };
  const engagementsOf = async (person: Person): Promise<Record<string, unknown>[]> => {
    const { status, body } = await person.call('GET', '/v1/engagements');
    expect(status).toBe(200);
    return (body as { items: Record<string, unknown>[] }).items;
  };

  beforeAll(async () => {
    world = await givenWorld();
    other = await givenOtherEngagement(world);
    notePath = await givenNote(world);
    await world.client.call('PATCH', '/v1/me', { body: { displayName: 'Wanda' }, headers: { 'if-match': '"1"' } });
    const { engagementPath } = world;
    const lists = ['sessions', 'goals', 'actions', 'messages', 'agreements'].map((name) => `${engagementPath}/${name}`);
    paths = [notePath, world.notesPath, engagementPath, ...lists];
    for (const path of paths) expect((await world.coach.call('GET', path)).status, path).toBe(200);
    await removeKey(world.client, 'coaching');
  });

  it('makes every record under it a typed "erased", for both participants, at the next request', async () => {
    for (const person of [world.coach, world.client])
      for (const path of paths) {
        const { status, body } = await person.call('GET', path);
        expect(status, path).toBe(410);
        expect(body).toMatchObject({ type: 'https://coachvault.dev/problems/erased', status: 410 });
        expect(JSON.stringify(body)).not.toContain('Ottilie');
      }
  });

  it('says so to nobody else', async () => {
    for (const path of paths) expect((await other.client.call('GET', path)).status).toBe(404);
  });

  it('lets no write land', async () => {
    const rows = (await world.tables.scan('coaching')).length;
    const note = { body: { body: 'Too late.', visibility: 'participants' } };
    expect((await world.coach.call('POST', world.notesPath, note)).status).toBe(410);
    const message = { body: { body: 'Too late.' } };
    expect((await world.client.call('POST', `${world.engagementPath}/messages`, message)).status).toBe(410);
    const revision = { body: { body: 'Too late.' }, headers: { 'if-match': '"1"' } };
    expect((await world.coach.call('PATCH', notePath, revision)).status).toBe(410);
    expect((await world.coach.call('POST', `${world.engagementPath}/pause`)).status).toBe(410);
    expect(await world.tables.scan('coaching')).toHaveLength(rows);
  });

  it('leaves the coach’s other clients and the list of engagements as they are', async () => {
    const listed = await engagementsOf(world.coach);
    expect(listed.map(({ engagementId }) => engagementId)).toEqual([other.engagementId]);
    expect(await engagementsOf(world.client)).toEqual([]);
    const path = `/v1/engagements/${other.engagementId}`;
    for (const person of [other.coach, other.client]) {
      expect((await person.call('GET', path)).status).toBe(200);
      const message = await person.call('POST', `${path}/messages`, { body: { body: 'Still here.' } });
      expect(message.status).toBe(201);
    }
  });

  it('of one purpose leaves those of the others: the profile is still there', async () => {
    const { status, body } = await world.client.call('GET', '/v1/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({ displayName: 'Wanda' });
  });

  it('of a profile takes the name and nothing else: what others have with that person still opens', async () => {
    await removeKey(other.client, 'account');
    expect((await other.client.call('GET', '/v1/me')).status).toBe(410);
    for (const person of [other.coach, other.client]) {
      const { status, body } = await person.call('GET', `/v1/engagements/${other.engagementId}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ focus: 'Speaking up in meetings', participants: { client: { displayName: null } } });
    }
    expect(await engagementsOf(world.coach)).toHaveLength(1);
    const { admin, organizationId } = world.organization;
    await removeKey(world.sponsor, 'account');
    const members = await admin.call('GET', `/v1/organizations/${organizationId}/members`);
    expect(members.status).toBe(200);
    expect((members.body as { items: unknown[] }).items).toHaveLength(3);
  });
});
