import type { Role } from '#/domain/access/roles.ts';
import { answerGrant, givenOpenGrant, givenRequestedGrant } from '#/test/support/grants.ts';
import { type Engagement, expectStatus, givenPair, type Person } from '#/test/support/people.ts';
import type { Call, Permission } from './permission.ts';
import type { World } from './world.ts';

const overseers: readonly Role[] = ['security', 'privacy'];
const staff: readonly Role[] = ['support', ...overseers];
const client: readonly Role[] = ['client'];

const inNeed = new WeakMap<World, Promise<Engagement>>();
/** Somebody whom grants are about and who is none of the callers. */
function clientInNeed(world: World): Promise<Engagement> {
  const made = inNeed.get(world) ?? givenPair(world.instance, world.programme);
  inNeed.set(world, made);
  return made;
}

const supportOf = ({ callers }: World): Person => callers.support as Person;
const idsOf = (grantId: string): Call => ({ ids: { grantId } });

/** A grant that waits: two others may approve it, and its person may end it. */
async function requested(world: World): Promise<Call> {
  const { engagementId } = await clientInNeed(world);
  return idsOf(await givenRequestedGrant(supportOf(world), { engagementId }, { reason: 'security_review' }));
}

const ofOwnClient =
  (reason: string) =>
  async (world: World): Promise<Call> => {
    const engagementId = String(world.own.ids.engagementId);
    return idsOf(await givenRequestedGrant(supportOf(world), { engagementId }, { reason }));
  };

async function ended(world: World): Promise<Call> {
  const { engagementId, client } = await clientInNeed(world);
  const grantId = await givenOpenGrant(supportOf(world), client, { engagementId });
  expectStatus(await answerGrant(client, grantId, 'close'), 200);
  return idsOf(grantId);
}

const open = new WeakMap<World, Promise<Call>>();
/** One grant that stays open: a person has one at a time. */
function openGrant(world: World): Promise<Call> {
  const made =
    open.get(world) ??
    clientInNeed(world).then(async ({ engagementId, client }) => ({
      ids: { engagementId, grantId: await givenOpenGrant(supportOf(world), client, { engagementId }) },
    }));
  open.set(world, made);
  return made;
}

export const grantPermissions: Readonly<Record<string, Permission>> = {
  requestGrant: {
    allows: ['support'],
    given: async (world) => {
      const { engagementId } = await clientInNeed(world);
      return { body: { reason: 'service', ticket: 'SUP-1', kinds: ['goal'], minutes: 5, engagementId } };
    },
  },
  listGrants: { allows: staff, acrossPeople: true },
  readGrant: { allows: staff, anywhere: staff, given: requested },
  approveGrant: { allows: overseers, anywhere: overseers, given: requested },
  refuseGrant: { allows: overseers, anywhere: overseers, given: requested },
  closeGrant: { allows: staff, anywhere: staff, given: requested },
  reviewGrant: { allows: overseers, anywhere: overseers, body: { finding: 'justified' }, given: ended },
  listMyGrants: { allows: client },
  readMyGrant: { allows: client, given: ofOwnClient('service') },
  approveMyGrant: { allows: client, given: ofOwnClient('service') },
  refuseMyGrant: { allows: client, given: ofOwnClient('service') },
  closeMyGrant: { allows: client, given: ofOwnClient('service') },
  viewGrant: { allows: ['support'], query: '?ticket=SUP-1', given: openGrant },
  viewRecords: { allows: ['support'], query: '?ticket=SUP-1&kind=goal', given: openGrant },
};
