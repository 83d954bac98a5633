import { type Role, roles } from '#/domain/access/roles.ts';
import { choose, givenToggle } from '#/test/support/consents.ts';
import { expectStatus, type Person } from '#/test/support/people.ts';
import { givenObjectionReview } from '#/test/support/reviews.ts';
import type { Call, Permission } from './permission.ts';
import { givenNewMember, type World } from './world.ts';

const everybody: readonly Role[] = roles;
const privacy: readonly Role[] = ['privacy'];
const self = ({ callers }: World, caller: Role): Person => callers[caller] as Person;

async function newChoice(world: World, caller: Role): Promise<Call> {
  const { noticeProof } = await givenToggle(self(world, caller), 'profiling');
  return { body: { purpose: 'profiling', choice: 'given', noticeProof } };
}

async function chosen(world: World, caller: Role): Promise<Call> {
  const { sequence } = expectStatus(await choose(self(world, caller), 'marketing', 'given'), 200);
  return { ids: { sequence: String(sequence) } };
}

const newReview = async (world: World): Promise<Call> => ({
  ids: { reviewId: await givenObjectionReview(await givenNewMember(world), self(world, 'privacy')) },
});

export const choicePermissions: Readonly<Record<string, Permission>> = {
  readConsents: { allows: everybody },
  decideConsent: { allows: everybody, given: newChoice },
  previewConsent: { allows: everybody, query: '?purpose=marketing&choice=given' },
  listConsentHistory: { allows: everybody },
  readReceipt: { allows: everybody, given: chosen },
  readLedger: { allows: everybody },
  readObjections: { allows: everybody },
  decideObjection: { allows: everybody, body: { purpose: 'participation_statistics', objection: true } },

  listReviews: { allows: privacy, acrossPeople: true },
  readReview: { allows: privacy, anywhere: privacy, given: newReview },
  decideReview: {
    allows: privacy,
    anywhere: privacy,
    body: { decision: 'denied', finding: 'grounds_prevail' },
    given: newReview,
  },
};
