import { beforeAll, describe, expect, it } from 'vitest';
import { endOverdue } from '#/lambdas/support-clock/overdue.ts';
import {
  answerGrant,
  givenClientInNeed,
  givenGrantStaff,
  givenOpenGrant,
  givenRequestedGrant,
  lookAt,
  moveGrant,
  type Staff,
} from '#/test/support/grants.ts';
import { type Engagement, expectStatus, givenSignedInAgain, givenStaff, vaultOf } from '#/test/support/people.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const minutes = 60_000;
const days = 86_400_000;

describe('looking after staff who look into records', () => {
  let world: World;
  let staff: Staff;
  beforeAll(async () => {
    world = await givenWorld();
    staff = await givenGrantStaff(world);
  });
  const ask = ({ engagementId }: Engagement, reason: string) =>
    givenRequestedGrant(staff.support, { engagementId }, { reason });
  const look = (grantId: string, { engagementId }: Engagement) => lookAt(staff.support, grantId, engagementId);
  const logOf = async ({ client }: Engagement) =>
    (await world.tables.scan('accesslog'))
      .filter(({ pk }) => pk === `subject#${client.personId}`)
      .map(({ fields }) => fields);

  describe('IA20: the person', () => {
    it('sees at once who asked and why, and every look in the access log', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await ask(inNeed, 'customer_initiated');
      const shown = expectStatus(await inNeed.client.call('GET', '/v1/me/support-grants'), 200);
      const asked = { grantId, reason: 'customer_initiated', ticket: 'SUP-1', state: 'requested' };
      expect(shown.items).toMatchObject([{ ...asked, requestedBy: staff.support.personId }]);
      expectStatus(await answerGrant(inNeed.client, grantId, 'approve'), 200);
      expectStatus(await look(grantId, inNeed), 200);
      expect(await logOf(inNeed)).toContainEqual(
        expect.objectContaining({
          actorId: staff.support.personId,
          role: 'support',
          purpose: 'support_access',
          route: 'viewRecords',
          records: ['goal:*'],
        }),
      );
    });

    it('sees what was refused, too', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await ask(inNeed, 'service');
      expectProblem(await look(grantId, inNeed), 'grant-required');
      const refused = { actorId: staff.support.personId, outcome: 'refused', reason: 'no_grant' };
      expect(await logOf(inNeed)).toContainEqual(expect.objectContaining(refused));
    });
  });

  describe('IA19: for the safety of all, two others', () => {
    it.each(['security_review', 'legal_request', 'alert_response'])(
      'approve a grant for %s: distinct from each other and from who asked',
      async (reason) => {
        const inNeed = await givenClientInNeed(world);
        const { support, security, privacy } = staff;
        const grantId = await ask(inNeed, reason);
        expectProblem(await moveGrant(support, grantId, 'approve'), 'forbidden');
        expectProblem(await answerGrant(inNeed.client, grantId, 'approve'), 'conflict');
        const first = expectStatus(await moveGrant(security, grantId, 'approve'), 200);
        expect(first).toMatchObject({ state: 'requested', open: false });
        expectProblem(await look(grantId, inNeed), 'grant-required');
        expectProblem(await moveGrant(security, grantId, 'approve'), 'conflict');
        const second = expectStatus(await moveGrant(privacy, grantId, 'approve'), 200);
        expect(second).toMatchObject({ state: 'approved', open: true });
        expectStatus(await look(grantId, inNeed), 200);
        const approvals = [{ role: 'security' }, { role: 'privacy' }];
        const shown = await inNeed.client.call('GET', `/v1/me/support-grants/${grantId}`);
        expect(expectStatus(shown, 200)).toMatchObject({ open: true, approvals });
      },
    );

    it('let staff in, and the person can still end it', async () => {
      const inNeed = await givenClientInNeed(world);
      const grantId = await ask(inNeed, 'security_review');
      for (const who of [staff.security, staff.privacy]) expectStatus(await moveGrant(who, grantId, 'approve'), 200);
      expectStatus(await answerGrant(inNeed.client, grantId, 'close'), 200);
      expectProblem(await look(grantId, inNeed), 'grant-required');
    });

    it('answer nothing that the person is asked', async () => {
      const grantId = await ask(await givenClientInNeed(world), 'service');
      expectProblem(await moveGrant(staff.security, grantId, 'approve'), 'conflict');
      expectProblem(await moveGrant(staff.privacy, grantId, 'refuse'), 'conflict');
    });
  });

  it('IA20: is a review after the end, once, by somebody who had no part in it', async () => {
    const { support, security, privacy } = staff;
    const inNeed = await givenClientInNeed(world);
    const grantId = await ask(inNeed, 'alert_response');
    for (const who of [security, privacy]) expectStatus(await moveGrant(who, grantId, 'approve'), 200);
    const third = await givenStaff(world.instance, 'privacy');
    const finding = { finding: 'justified' };
    expectProblem(await moveGrant(third, grantId, 'review', finding), 'conflict');
    expectStatus(await moveGrant(support, grantId, 'close'), 200);
    expectProblem(await moveGrant(privacy, grantId, 'review', finding), 'conflict');
    const listed = async () => JSON.stringify((await third.call('GET', '/v1/support/grants?limit=100')).body);
    expect(await listed()).toContain(grantId);
    const reviewed = expectStatus(await moveGrant(third, grantId, 'review', finding), 200);
    expect(reviewed).toMatchObject({ state: 'reviewed', finding: 'justified', reviewedBy: third.personId });
    expectProblem(await moveGrant(third, grantId, 'review', finding), 'conflict');
    expect(await listed()).not.toContain(grantId);
  });

  it('IA20: counts for an alarm what nobody has reviewed for seven days; the clock ends what is over', async () => {
    const vault = vaultOf(world.instance);
    const inNeed = await givenClientInNeed(world);
    const lapsed = await ask(await givenClientInNeed(world), 'service');
    const grantId = await givenOpenGrant(staff.support, inNeed.client, { engagementId: inNeed.engagementId });
    const endsAt = world.instance.clock.now() + 30 * minutes;
    world.instance.clock.advance(31 * minutes);
    await world.instance.settled();
    const keys = (await world.tables.scan('keys')).filter(({ sk }) => sk.includes('support_access'));
    expect(keys.filter(({ pk }) => pk.endsWith(inNeed.client.personId))).toEqual([]);
    world.instance.clock.advance(endsAt + 7 * days - 5 * minutes - world.instance.clock.now());
    const before = await endOverdue(vault);
    world.instance.clock.advance(6 * minutes);
    const late = await endOverdue(vault);
    expect(late).toBeGreaterThan(before);
    const office = await givenSignedInAgain(world.instance, staff.privacy);
    const read = async (id: string) => expectStatus(await office.call('GET', `/v1/support/grants/${id}`), 200);
    expect(await read(grantId)).toMatchObject({ state: 'expired', open: false });
    expect(await read(lapsed)).toMatchObject({ state: 'expired', reviewDueAt: null });
    expectStatus(await moveGrant(office, grantId, 'review', { finding: 'excessive' }), 200);
    expect(await endOverdue(vault)).toBe(late - 1);
  });
});
