import { type Role, roles } from '#/domain/access/roles.ts';
import { expectStatus, givenPair, nextEmail, type Person } from '#/test/support/people.ts';
import {
  confirmGuardianship,
  givenGuardian,
  givenMinor,
  givenWardToggle,
  inviteGuardian,
} from '#/test/support/wards.ts';
import type { Call, Permission } from './permission.ts';
import { givenNewMember, type World } from './world.ts';

const everybody: readonly Role[] = roles;
const privacy: readonly Role[] = ['privacy'];
const client: readonly Role[] = ['client'];
const self = ({ callers }: World, caller: Role): Person => callers[caller] as Person;

const scope = { purposes: ['marketing'] } as const;
const yes = { purpose: 'marketing', choice: 'given' } as const;

type Family = { readonly minor: Person; readonly guardian: Person };
const families = new WeakMap<World, Promise<Family>>();
/** A minor of the own organisation and an adult whom they invite: none of the callers is one of them. */
function familyOf(world: World): Promise<Family> {
  const made =
    families.get(world) ??
    givenMinor(world.instance, world.programme).then(async (minor) => {
      const { guardian } = await givenGuardian(world.instance, self(world, 'privacy'), minor);
      return { minor, guardian };
    });
  families.set(world, made);
  return made;
}

const minorToInvite = async (world: World): Promise<Call> => ({
  who: (await familyOf(world)).minor,
  body: { ...scope, email: nextEmail('client') },
});

async function invited(world: World): Promise<Call> {
  const { minor, guardian } = await familyOf(world);
  const answer = await inviteGuardian(minor, guardian.email, scope.purposes);
  return { ids: { guardianshipId: String(expectStatus(answer, 202).guardianshipId) }, who: minor };
}
const toDecide = async (world: World): Promise<Call> => ({ ids: (await invited(world)).ids ?? {} });

async function confirmed(world: World): Promise<Call> {
  const call = await toDecide(world);
  expectStatus(await confirmGuardianship(self(world, 'privacy'), String(call.ids?.guardianshipId)), 200);
  return call;
}

async function ward(world: World): Promise<Call> {
  await confirmed(world);
  const { minor, guardian } = await familyOf(world);
  const { noticeProof } = await givenWardToggle(guardian, minor, 'marketing');
  return { ids: { personId: minor.personId }, who: guardian, body: { ...yes, noticeProof } };
}
const wardToSee = async (world: World): Promise<Call> => {
  const { ids = {}, who } = await ward(world);
  return { ids, who };
};

async function clientOfAnother(world: World): Promise<Call> {
  const { coach, engagementId } = await givenPair(world.instance, world.programme);
  return { ids: { engagementId }, who: coach };
}

async function flagged(world: World, caller: Role): Promise<Call> {
  expectStatus(await self(world, caller).call('PUT', '/v1/me/safeguard', { body: { reason: 'other' } }), 200);
  return {};
}

async function somebodyFlagged(world: World): Promise<Call> {
  const { personId } = await givenNewMember(world);
  const path = `/v1/privacy/people/${personId}/safeguard`;
  expectStatus(await self(world, 'privacy').call('PUT', path, { body: { reason: 'other' } }), 204);
  return { ids: { personId } };
}

const somebody = async (world: World): Promise<Call> => ({
  ids: { personId: (await givenNewMember(world)).personId },
});

export const wardPermissions: Readonly<Record<string, Permission>> = {
  readAgeBand: { allows: everybody },
  declareAge: { allows: everybody, body: { country: 'DE', band: 'adult' } },
  readWardConsents: { allows: client, given: wardToSee },
  decideWardConsent: { allows: client, body: { ...yes, noticeProof: `1.${'A'.repeat(43)}` }, given: ward },
  revokeGuardianship: { allows: client, given: invited },
  endGuardianship: { allows: privacy, anywhere: privacy, given: confirmed },

  inviteGuardian: { allows: client, given: minorToInvite },
  inviteGuardianFor: {
    allows: ['org_admin'],
    body: { ...scope, clientEmail: 'nobody.yet@people.example', guardianEmail: 'nobody.else@people.example' },
  },
  listGuardianships: { allows: client },
  readGuardianship: { allows: client, given: invited },
  listWards: { allows: client },
  listGuardianshipCases: { allows: privacy, acrossPeople: true },
  readGuardianshipCase: { allows: privacy, anywhere: privacy, given: toDecide },
  confirmGuardianship: {
    allows: privacy,
    anywhere: privacy,
    body: { method: 'identity_document', evidence: 'GRD-1' },
    given: toDecide,
  },
  refuseGuardianship: { allows: privacy, anywhere: privacy, given: toDecide },

  readSafeguard: { allows: everybody },
  setSafeguard: { allows: everybody, body: { reason: 'other' } },
  liftSafeguard: { allows: everybody, given: flagged },
  setClientSafeguard: { allows: ['coach'], body: { reason: 'other' }, given: clientOfAnother },
  setPersonSafeguard: { allows: privacy, anywhere: privacy, body: { reason: 'other' }, given: somebody },
  liftPersonSafeguard: { allows: privacy, anywhere: privacy, given: somebodyFlagged },
};
