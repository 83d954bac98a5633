import { beforeAll, describe, expect, it } from 'vitest';
import {
  answerGrant,
  askForGrant,
  givenClientInNeed,
  givenGrantStaff,
  givenOpenGrant,
  givenRequestedGrant,
  goalInNeed,
  lookAt,
  moveGrant,
  type Staff,
} from '#/test/support/grants.ts';
import { type Engagement, expectStatus } from '#/test/support/people.ts';
import { givenNote, givenSharedWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const minutes = 60_000;
const unknown = '01J9ZC8QX1V5N4B7T2W3Y6K8M0';

describe('staff who look into somebody’s records', () => {
  let world: World;
  let staff: Staff;
  let elsewhere: Engagement;
  beforeAll(async () => {
    world = await givenSharedWorld();
    staff = await givenGrantStaff(world);
    elsewhere = await givenClientInNeed(world);
  });
  const about = ({ engagementId }: Engagement) => ({ engagementId });
  const openGrant = (inNeed: Engagement, request = {}) =>
    givenOpenGrant(staff.support, inNeed.client, about(inNeed), request);
  const look = (grantId: string, { engagementId }: Pick<Engagement, 'engagementId'>, query = {}) =>
    lookAt(staff.support, grantId, engagementId, query);
  const lensRows = async ({ client }: Engagement) =>
    (await world.tables.scan('keys')).filter(
      ({ pk, sk }) => pk.endsWith(client.personId) && sk.includes('support_access'),
    );

  describe('IA18: need a grant that', () => {
    it('its person has approved; then they see what it names, read-only', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await openGrant(inNeed);
      const { items } = expectStatus(await look(grantId, inNeed), 200) as { items: object[] };
      expect(items).toMatchObject([{ kind: 'goal', title: goalInNeed, contentClass: 'server_readable' }]);
      const overview = await staff.support.call('GET', `/v1/support/grants/${grantId}/view?ticket=SUP-1`);
      expect(expectStatus(overview, 200)).toMatchObject({
        items: [{ engagementId: inNeed.engagementId, status: 'active' }],
      });
    });

    it('is approved: not one that waits, and not one that was refused', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await givenRequestedGrant(staff.support, about(inNeed));
      expectProblem(await look(grantId, inNeed), 'grant-required');
      expectStatus(await answerGrant(inNeed.client, grantId, 'refuse'), 200);
      expectProblem(await look(grantId, inNeed), 'grant-required');
      expectProblem(await answerGrant(inNeed.client, grantId, 'approve'), 'conflict');
    });

    it('covers the kind, the engagement and the person', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await openGrant(inNeed, { kinds: ['goal'] });
      expectProblem(await look(grantId, inNeed, { kind: 'message' }), 'grant-required');
      expectProblem(await look(grantId, elsewhere), 'grant-required');
      expectProblem(await look(grantId, { engagementId: `eu.engagement_${unknown}` }), 'grant-required');
    });

    it('covers a person with all their engagements, and nobody else', async () => {
      const inNeed = await givenClientInNeed(world);
      const { personId } = inNeed.client;
      const grantId = await givenOpenGrant(staff.support, inNeed.client, { personId });
      expectStatus(await look(grantId, inNeed), 200);
      expectProblem(await look(grantId, elsewhere), 'grant-required');
    });

    it('has a ticket, which they name with every read', async () => {
      const inNeed = await givenClientInNeed(world);
      const without = await askForGrant(staff.support, about(inNeed), { ticket: 'no ticket' });
      expectProblem(without, 'invalid-request', 'body.ticket');
      const grantId = await openGrant(inNeed);
      expectProblem(await look(grantId, inNeed, { ticket: 'SUP-2' }), 'grant-required');
      const path = `/v1/support/grants/${grantId}/view/${inNeed.engagementId}?kind=goal`;
      expectProblem(await staff.support.call('GET', path), 'invalid-request', 'query.ticket');
    });

    it('they asked for themselves', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await openGrant(inNeed);
      expectProblem(await lookAt(staff.otherSupport, grantId, inNeed.engagementId), 'not-found');
    });

    it('lasts at most an hour, and ends to the millisecond', async () => {
      const inNeed = await givenClientInNeed(world);
      const tooLong = await askForGrant(staff.support, about(inNeed), { minutes: 61 });
      expectProblem(tooLong, 'invalid-request', 'body.minutes');
      const grantId = await openGrant(inNeed, { minutes: 3 });
      world.instance.clock.advance(3 * minutes - 10_000);
      expectStatus(await look(grantId, inNeed), 200);
      world.instance.clock.advance(10_000);
      expectProblem(await look(grantId, inNeed), 'grant-required');
      world.instance.clock.advance(-3 * minutes);
    });
  });

  it('IA18: never see a note that its author keeps', async () => {
    const { engagementId, coach, client } = await givenClientInNeed(world);
    const path = `/v1/engagements/${engagementId}/sessions`;
    const startsAt = new Date(world.instance.clock.now()).toISOString();
    const made = await coach.call('POST', path, { body: { startsAt, durationMinutes: 30 } });
    const sessionId = String(expectStatus(made, 201).sessionId);
    const place = { notesPath: `${path}/${sessionId}/notes`, coach };
    await givenNote(place, 'Shared between the two.');
    const body = { body: 'Mine alone.', visibility: 'author' };
    expectStatus(await client.call('POST', place.notesPath, { body }), 201);
    const grantId = await givenOpenGrant(staff.support, client, { personId: client.personId });
    const notes = expectStatus(await look(grantId, { engagementId }, { kind: 'note', sessionId }), 200);
    expect(notes.items).toMatchObject([{ body: 'Shared between the two.' }]);
    const without = await look(grantId, { engagementId }, { kind: 'note' });
    expectProblem(without, 'invalid-request', 'query.sessionId');
  });

  it('IA18: are out with the answer to whoever ends it: no later read succeeds, and the lens is gone', async () => {
    const inNeed = await givenClientInNeed(world);
    const grantId = await openGrant(inNeed);
    expect(await lensRows(inNeed)).toHaveLength(1);
    expectStatus(await answerGrant(inNeed.client, grantId, 'close'), 200);
    const after = await Promise.all(Array.from({ length: 10 }, () => look(grantId, inNeed)));
    expect(after.map(({ status }) => status)).toEqual(after.map(() => 403));
    expect(await lensRows(inNeed)).toEqual([]);
    const rows = [expect.stringMatching(/^lens#support_access#coaching\|/)];
    const outbox = (await world.tables.scan('activity')).map(({ fields }) => fields);
    expect(outbox).toContainEqual(expect.objectContaining({ type: 'grant.closed', resourceId: grantId, rows }));
  });

  it('IA18: find no key where a grant was forged in the table', async () => {
    const inNeed = await givenClientInNeed(world);
    const grantId = await givenRequestedGrant(staff.support, about(inNeed));
    const row = await world.tables.one('incidents', ({ pk, sk }) => pk === `grant#${grantId}` && sk === 'grant');
    const expiresAt = world.instance.clock.now() + 5 * minutes;
    await world.tables.put({ ...row, fields: { ...row.fields, state: 'approved', expiresAt } });
    expectProblem(await look(grantId, inNeed), 'erased');
  });

  it('IA4: have one grant at a time for a person', async () => {
    const inNeed = await givenClientInNeed(world);
    const first = await openGrant(inNeed);
    const second = await givenRequestedGrant(staff.otherSupport, about(inNeed));
    expectProblem(await answerGrant(inNeed.client, second, 'approve'), 'conflict');
    expectStatus(await moveGrant(staff.support, first, 'close'), 200);
    expectStatus(await answerGrant(inNeed.client, second, 'approve'), 200);
    expectStatus(await lookAt(staff.otherSupport, second, inNeed.engagementId), 200);
    expectProblem(await look(first, inNeed), 'grant-required');
  });

  it('IA3: cannot have somebody else answer, nor ask about nobody or about anything but coaching', async () => {
    const inNeed = await givenClientInNeed(world);
    const grantId = await givenRequestedGrant(staff.support, about(inNeed));
    expectProblem(await answerGrant(elsewhere.client, grantId, 'approve'), 'not-found');
    expectProblem(await elsewhere.client.call('GET', `/v1/me/support-grants/${grantId}`), 'not-found');
    const nobody = { personId: `eu.person_${unknown}` };
    expectProblem(await askForGrant(staff.support, nobody), 'not-found');
    expectProblem(await askForGrant(staff.support, { engagementId: `eu.engagement_${unknown}` }), 'not-found');
    const both = { ...nobody, ...about(inNeed) };
    expectProblem(await askForGrant(staff.support, both), 'invalid-request', 'body');
    const profile = await askForGrant(staff.support, nobody, { kinds: ['person'] });
    expectProblem(profile, 'invalid-request', 'body.kinds.0');
  });
});
