import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiAnswer } from '#/test/support/instance.ts';
import type { Person } from '#/test/support/people.ts';
import { withFreshTokens, withNewSignIn } from './fresh-tokens.ts';
import { givenNote, givenWorld, type World } from './given-world.ts';
import type { StoredRow } from './raw-tables.ts';

const minutes = (count: number): number => count * 60_000;

describe('a token at the gate', () => {
  let world: World;
  let notePath: string;
  const changed: StoredRow[] = [];

  beforeAll(async () => {
    world = await givenWorld();
    notePath = await givenNote(world);
  });
  afterEach(async () => {
    world.faults.clear();
    for (const row of changed.splice(0).reverse()) await world.tables.put(row);
    expect((await world.coach.call('GET', notePath)).status).toBe(200);
    expect((await world.client.call('GET', notePath)).status).toBe(200);
  });

  const epochsOf = async (scope: string): Promise<StoredRow[]> =>
    (await world.tables.scan('directory')).filter(({ pk }) => pk.startsWith(`epoch#${scope}#`));
  async function change(rows: readonly StoredRow[], fields: object): Promise<void> {
    for (const row of rows) {
      changed.push(row);
      await world.tables.put({ ...row, fields: { ...row.fields, ...fields } });
    }
  }
  async function remove(rows: readonly StoredRow[]): Promise<void> {
    changed.push(...rows);
    await world.tables.remove(...rows);
  }
  function expectEnded({ status, headers, body }: ApiAnswer): void {
    expect(status).toBe(401);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ type: 'https://coachvault.dev/problems/session-ended' });
    expect(JSON.stringify(body)).not.toContain('Ottilie');
  }
  const signInSecond = ({ token }: Person): number =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { auth_time: number }).auth_time;
  const everyPath = () => [notePath, world.notesPath, world.engagementPath, '/v1/engagements', '/v1/me'];
  async function expectAllEnded(person: Person): Promise<void> {
    for (const path of everyPath()) expectEnded(await person.call('GET', path));
    const body = { body: 'After the end.', visibility: 'participants' };
    expectEnded(await person.call('POST', world.notesPath, { body }));
  }

  describe.each<[string, () => string]>([
    ['person', () => world.coach.personId],
    ['organisation', () => world.organization.organizationId],
    ['instance', () => world.instance.id],
  ])('with the epoch of its %s', (_, scope) => {
    it('revoked up to the second of its sign-in is refused at the very next request', async () => {
      expect((await world.coach.call('GET', notePath)).status).toBe(200);
      await change(await epochsOf(scope()), { revokedBefore: signInSecond(world.coach) });
      await expectAllEnded(world.coach);
    });

    it('revoked up to the second before counts', async () => {
      await change(await epochsOf(scope()), { revokedBefore: signInSecond(world.coach) - 1 });
      expect((await world.coach.call('GET', notePath)).status).toBe(200);
    });

    it('missing is refused', async () => {
      await remove(await epochsOf(scope()));
      await expectAllEnded(world.coach);
    });

    it.each(['suspended', 'closed'])('%s is refused', async (status) => {
      await change(await epochsOf(scope()), { status });
      await expectAllEnded(world.coach);
    });
  });

  it('a missing copy of the instance’s or an organisation’s row refuses whoever meets it', async () => {
    for (const scope of [world.instance.id, world.organization.organizationId]) {
      const copies = await epochsOf(scope);
      expect(copies).toHaveLength(16);
      await remove(copies.slice(0, 8));
      const answers = await Promise.all(Array.from({ length: 40 }, () => world.coach.call('GET', notePath)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401]));
      for (const row of changed.splice(0)) await world.tables.put(row);
    }
  });

  it('an organisation that only the person’s row names decides as well', async () => {
    const [own] = await epochsOf(world.client.personId);
    await change([own as StoredRow], { organizationIds: ['eu.organization_01M7ZRATJSM5JMMFD0EY8NQTAS'] });
    await expectAllEnded(world.client);
  });

  it('the organisation of the engagement decides over the client, too', async () => {
    await change(await epochsOf(world.organization.organizationId), { status: 'suspended' });
    expectEnded(await world.client.call('GET', notePath));
  });

  it('deactivating a member ends the member’s tokens at the very next request', async () => {
    const { organizationId, admin } = world.organization;
    const path = `/v1/organizations/${organizationId}/members/${world.sponsor.personId}`;
    expect((await world.sponsor.call('GET', `/v1/organizations/${organizationId}`)).status).toBe(200);
    expect((await admin.call('POST', `${path}/deactivate`)).status).toBe(200);
    expectEnded(await world.sponsor.call('GET', `/v1/organizations/${organizationId}`));
    expectEnded(await world.sponsor.call('GET', '/v1/me'));
  });

  it('writes when it was last seen once in five minutes', async () => {
    const lastSeen = () =>
      world.faults.calls.filter(
        ({ operation, input }) => operation === 'PutItem' && /signin#/.test(JSON.stringify(input)),
      );
    world.instance.clock.advance(minutes(1));
    for (let request = 0; request < 5; request++) await world.client.call('GET', notePath);
    expect(lastSeen()).toHaveLength(0);
    world.instance.clock.advance(minutes(4));
    world.faults.clear();
    await world.client.call('GET', notePath);
    for (let request = 0; request < 5; request++) await world.client.call('GET', notePath);
    expect(lastSeen()).toHaveLength(1);
    // The coach's token has ended by itself meanwhile; whoever tests next needs a new one.
    await renew('coach', refreshed);
  });

  const refreshed = (person: Person) => withFreshTokens(world.instance, person);
  const signedInAgain = (person: Person) => withNewSignIn(world.instance, person);

  const participants = ['coach', 'client'] as const;
  type Participant = (typeof participants)[number];
  const renew = async (who: Participant, how: typeof refreshed) => {
    world = { ...world, [who]: await how(world[who]) };
  };
  async function expectBothLetIn(): Promise<void> {
    for (const who of participants) expect((await world[who].call('GET', notePath)).status).toBe(200);
  }

  describe('that was not used for a while', () => {
    it('IA9: counts again and again while it is used, and ends after 30 idle minutes for the workforce', async () => {
      for (let used = 0; used < 3; used++) {
        world.instance.clock.advance(minutes(20));
        for (const who of participants) await renew(who, refreshed);
        await expectBothLetIn();
      }
      world.instance.clock.advance(minutes(30) + 1_000);
      for (const who of participants) await renew(who, refreshed);
      await expectAllEnded(world.coach);
      expect((await world.client.call('GET', notePath)).status).toBe(200);
      await renew('coach', signedInAgain);
    });

    it('IA9: ends after 60 idle minutes for clients', async () => {
      world.instance.clock.advance(minutes(60) + 1_000);
      await renew('client', refreshed);
      await expectAllEnded(world.client);
      for (const who of participants) await renew(who, signedInAgain);
    });

    it('IA12: ends after 15 idle minutes once a session was completed, though its refresh still succeeds', async () => {
      const session = notePath.split('/notes')[0];
      expect((await world.coach.call('POST', `${session}/complete`)).status).toBe(200);
      await expectBothLetIn();
      world.instance.clock.advance(minutes(9));
      for (const who of participants) await renew(who, refreshed);
      await expectBothLetIn();
      world.instance.clock.advance(minutes(15) + 1_000);
      for (const who of participants) {
        const { token } = world[who];
        await renew(who, refreshed);
        expect(world[who].token).not.toBe(token);
        await expectAllEnded(world[who]);
      }
      for (const who of participants) await renew(who, signedInAgain);
      await expectBothLetIn();
      // The new sign-ins began after the session, so they have their usual time again.
      world.instance.clock.advance(minutes(20));
      for (const who of participants) await renew(who, refreshed);
    });
  });
});
