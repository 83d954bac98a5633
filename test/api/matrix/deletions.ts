import { type Role, roles } from '#/domain/access/roles.ts';
import { givenCertificate } from '#/test/support/certificates.ts';
import { givenHold, givenHoldAsked, givenReleaseAsked, holdBody, type Office } from '#/test/support/holds.ts';
import type { Person } from '#/test/support/people.ts';
import { givenRequest } from '#/test/support/requests.ts';
import type { Call, Permission } from './permission.ts';
import { givenNewMember, type World } from './world.ts';

const office: readonly Role[] = ['privacy', 'security'];
const self = ({ callers }: World, caller: Role): Person => callers[caller] as Person;

/** The two people that a hold takes: whoever calls second, and another one before. */
const officeOf = (world: World, caller: Role): Office => ({
  first: self(world, caller === 'privacy' ? 'security' : 'privacy'),
  second: self(world, caller),
});

const newAskedHold = async (world: World, caller: Role): Promise<Call> => ({
  ids: { holdId: await givenHoldAsked(officeOf(world, caller).first, (await givenNewMember(world)).personId) },
});

const newHold = async (world: World, caller: Role): Promise<Call> => ({
  ids: { holdId: await givenHold(officeOf(world, caller), (await givenNewMember(world)).personId) },
});

async function newReleaseAsked(world: World, caller: Role): Promise<Call> {
  const call = await newHold(world, caller);
  await givenReleaseAsked(officeOf(world, caller), String(call.ids?.holdId));
  return call;
}

async function newCertificate(world: World, caller: Role): Promise<Call> {
  const person = self(world, caller);
  const { requestId } = await givenRequest(person, { kind: 'rectification', words: 'A date is wrong.' });
  await givenCertificate(world.instance, person.personId, requestId);
  return { ids: { requestId } };
}

/** Holds, certificates and proofs of deletion. */
export const deletionPermissions: Readonly<Record<string, Permission>> = {
  placeHold: {
    allows: office,
    body: { ...holdBody, personId: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M0' },
    given: async (world) => ({ body: { ...holdBody, personId: (await givenNewMember(world)).personId } }),
  },
  listHolds: { allows: office, acrossPeople: true },
  readHold: { allows: office, given: newAskedHold },
  reviewHold: { allows: office, body: { reviewAt: '2028-01-31' }, given: newHold },
  approveHold: { allows: office, given: newAskedHold },
  askHoldRelease: { allows: office, given: newHold },
  releaseHold: { allows: office, given: newReleaseAsked },
  listOwnHolds: { allows: roles },
  readCertificate: { allows: [...roles, 'nobody'] },
  readOwnCertificate: { allows: roles, given: newCertificate },
  listRetentionProofs: { allows: office },
  readRetentionProof: { allows: office },
};
