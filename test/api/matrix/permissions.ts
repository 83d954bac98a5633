import { type Role, roles } from '#/domain/access/roles.ts';
import { givenCopy, givenLink } from '#/test/support/copies.ts';
import { expectStatus, givenEngagement, nextEmail, type Person } from '#/test/support/people.ts';
import { givenConfirmed, type ShownRequest } from '#/test/support/requests.ts';
import { choicePermissions } from './choices.ts';
import { deletionPermissions } from './deletions.ts';
import { grantPermissions } from './grants.ts';
import { incidentPermissions } from './incidents.ts';
import type { Call, Permission } from './permission.ts';
import { toolPermissions } from './tools.ts';
import { wardPermissions } from './wards.ts';
import { type Caller, givenNewMember, type World } from './world.ts';

const everybody: readonly Role[] = roles;
const anybody: readonly Caller[] = [...roles, 'nobody'];
const members: readonly Role[] = ['org_admin', 'coach', 'sponsor'];
const admin: readonly Role[] = ['org_admin'];
const privacy: readonly Role[] = ['privacy'];
const pair: readonly Role[] = ['coach', 'client'];
const technicians: readonly Role[] = ['support', 'security'];

const startsAt = '2026-11-01T09:00:00Z';
const side = ({ own }: World, caller: Role) => (caller === 'client' ? own.engagement.client : own.engagement.coach);
const otherSide = (world: World, caller: Role) => side(world, caller === 'client' ? 'coach' : 'client');

async function made(world: World, caller: Role, place: string, body: object, id: string): Promise<Call> {
  const path = `/v1/engagements/${world.own.ids.engagementId}/${place}`;
  return { ids: { [id]: String(expectStatus(await side(world, caller).call('POST', path, { body }), 201)[id]) } };
}

const newSession = (world: World) => made(world, 'coach', 'sessions', { startsAt, durationMinutes: 30 }, 'sessionId');

async function newEngagement({ own, programme }: World): Promise<Call> {
  const { coach, client } = own.engagement;
  const { engagementId } = await givenEngagement(programme.organizationId, programme.termsId, coach, client);
  return { ids: { engagementId } };
}

async function pausedEngagement({ own }: World): Promise<Call> {
  expectStatus(await own.engagement.coach.call('POST', `/v1/engagements/${own.ids.engagementId}/pause`), 200);
  return { body: { agreementId: own.engagement.agreementId } };
}

async function proposedByTheOther(world: World, caller: Role): Promise<Call> {
  const path = `/v1/engagements/${world.own.ids.engagementId}/agreements`;
  const answer = await otherSide(world, caller).call('POST', path, { body: { text: 'heron proposal' } });
  return { ids: { agreementId: String(expectStatus(answer, 201).agreementId) } };
}

async function newTerms({ programme }: World): Promise<Call> {
  const path = `/v1/organizations/${programme.organizationId}/programme-terms`;
  const body = { title: 'More calm', text: 'Agreed.', sponsorSees: [] };
  const answer = await programme.admin.call('POST', path, { body });
  return { ids: { termsId: String(expectStatus(answer, 201).termsId) } };
}

const newMember = async (world: World): Promise<Call> => ({
  ids: { personId: (await givenNewMember(world)).personId },
  body: { role: 'sponsor' },
});

const engaged = ({ programme: { organizationId, termsId } }: World): Call => ({
  body: { organizationId, termsId, clientEmail: nextEmail('client'), focus: 'heron focus' },
});

const self = ({ callers }: World, caller: Role): Person => callers[caller] as Person;

const newRecording = async (world: World): Promise<Call> => {
  const path = `/v1/engagements/${world.own.ids.engagementId}/sessions/${world.own.ids.sessionId}/recordings`;
  const body = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
  const { coach } = world.own.engagement;
  const recordingId = String(expectStatus(await coach.call('POST', path, { body }), 201).recordingId);
  expectStatus(await coach.call('PUT', `${path}/${recordingId}/parts/1`, { bytes: Buffer.from('sound') }), 200);
  return { ids: { recordingId } };
};

async function newRequest(world: World, caller: Role): Promise<Call> {
  const body = { kind: 'rectification', words: 'A date is wrong.' };
  const answer = await self(world, caller).call('POST', '/v1/me/requests', { body });
  return { ids: { requestId: String(expectStatus(answer, 201).requestId) } };
}

const copies = new Map<Role, Promise<ShownRequest>>();

/** One copy for each caller: making it takes a while. */
function copyOf({ instance, callers }: World, caller: Role): Promise<ShownRequest> {
  const known = copies.get(caller) ?? givenCopy(instance, callers[caller] as Person);
  copies.set(caller, known);
  return known;
}

const newCopy = async (world: World, caller: Role): Promise<Call> => ({
  ids: { requestId: (await copyOf(world, caller)).requestId },
});

async function newLink(world: World, caller: Role): Promise<Call> {
  const { deliveryId, proof } = await givenLink(self(world, caller), await copyOf(world, caller));
  return { ids: { deliveryId }, body: { proof } };
}

const upload = { bytes: 10, sha256: 'a'.repeat(64) };

async function newImport(world: World, caller: Role): Promise<Call> {
  const answer = await self(world, caller).call('POST', '/v1/me/imports', { body: upload });
  return { ids: { importId: String(expectStatus(answer, 202).importId) } };
}

async function newConfirmed(world: World): Promise<Call> {
  const somebody = await givenNewMember(world);
  const { requestId } = await givenConfirmed(somebody, { kind: 'rectification', words: 'A date is wrong.' });
  return { ids: { requestId } };
}

/** Every route of the API with those who may call it. A route that is not here fails the test. */
export const permissions: Readonly<Record<string, Permission>> = {
  readMe: { allows: everybody },
  updateMe: { allows: everybody, body: { timeZone: 'Europe/Berlin' } },
  readSecurity: { allows: everybody },

  ...choicePermissions,
  ...wardPermissions,
  ...toolPermissions,

  makeRequest: { allows: everybody, body: { kind: 'rectification', words: 'A date is wrong.' } },
  listRequests: { allows: everybody },
  readRequest: { allows: everybody, given: newRequest },
  confirmRequest: { allows: everybody, given: newRequest },
  cancelRequest: { allows: everybody, given: newRequest },

  makeLink: { allows: everybody, given: newCopy },
  readDelivery: {
    allows: everybody,
    given: async (world, caller) => ({ ids: (await newLink(world, caller)).ids ?? {} }),
  },
  beginImport: { allows: everybody, body: upload },
  startImport: { allows: everybody, given: newImport },
  readImport: { allows: everybody, given: newImport },
  takePiece: { allows: everybody, body: { proof: 'x'.repeat(43) }, given: newLink },

  listOpenRequests: { allows: privacy, acrossPeople: true },
  readOpenRequest: { allows: privacy, given: newConfirmed },
  extendRequest: { allows: privacy, body: { reason: 'complex' }, given: newConfirmed },
  refuseRequest: { allows: privacy, body: { reason: 'excessive' }, given: newConfirmed },
  completeRequest: { allows: privacy, given: newConfirmed },
  countRequests: { allows: privacy, query: '?quarter=2026-Q4' },

  ...deletionPermissions,

  createOrganization: {
    allows: ['platform_admin'],
    given: () => ({ body: { name: 'New Works', adminEmail: nextEmail('org_admin') } }),
  },
  listOrganizations: { allows: members },
  readOrganization: { allows: [...members, 'platform_admin'], anywhere: ['platform_admin'] },
  updateOrganization: { allows: admin, body: { name: 'Renamed Works' } },
  inviteMember: {
    allows: admin,
    body: { email: 'nobody.yet@people.example', role: 'coach' },
    given: () => ({ body: { email: nextEmail('coach'), role: 'coach' } }),
  },
  listInvitations: { allows: admin },
  readInvitation: { allows: admin },
  listMembers: { allows: admin },
  readMember: { allows: admin },
  changeMemberRole: { allows: admin, body: { role: 'sponsor' }, given: newMember },
  deactivateMember: { allows: admin, given: async (world) => ({ ids: (await newMember(world)).ids ?? {} }) },
  createTerms: { allows: admin, body: { title: 'Calm', text: 'Agreed.', sponsorSees: ['aggregate_participation'] } },
  listTerms: { allows: members },
  readTerms: { allows: members },
  signTerms: { allows: ['sponsor'], given: newTerms },
  readParticipation: { allows: ['sponsor', 'org_admin'] },

  createEngagement: { allows: ['coach'], given: engaged },
  listEngagements: { allows: pair },
  readEngagement: { allows: pair },
  updateEngagement: { allows: pair, body: { focus: 'heron again' } },
  proposeAgreement: { allows: pair, body: { text: 'heron agrees' } },
  listAgreements: { allows: pair },
  readAgreement: { allows: pair },
  signAgreement: { allows: pair, given: proposedByTheOther },
  readPrivacyReview: { allows: ['client'] },
  reviewPrivacy: { allows: ['client'], body: { confirmed: true } },
  startEngagement: {
    allows: ['coach'],
    body: { agreementId: 'eu.agreement_01J9ZC8QX1V5N4B7T2W3Y6K8M0' },
    given: pausedEngagement,
  },
  pauseEngagement: { allows: pair, given: newEngagement },
  endEngagement: { allows: pair, given: newEngagement },

  scheduleSession: { allows: pair, body: { startsAt, durationMinutes: 30 } },
  listSessions: { allows: pair },
  readSession: { allows: pair },
  rescheduleSession: { allows: pair, body: { place: 'heron room' } },
  completeSession: { allows: ['coach'], given: newSession },
  cancelSession: { allows: pair, given: newSession },
  missSession: { allows: ['coach'], given: newSession },
  readSessionCalendar: { allows: pair },
  writeNote: { allows: pair, body: { body: 'heron note', visibility: 'author' } },
  listNotes: { allows: pair },
  readNote: { allows: pair },
  reviseNote: {
    allows: pair,
    body: { body: 'heron revised' },
    given: (world, caller) => {
      const body = { body: 'heron draft', visibility: 'author' };
      return made(world, caller, `sessions/${world.own.ids.sessionId}/notes`, body, 'noteId');
    },
  },
  setGoal: { allows: pair, body: { title: 'heron goal' } },
  listGoals: { allows: pair },
  readGoal: { allows: pair },
  updateGoal: { allows: pair, body: { progress: 10 } },
  addAction: { allows: pair, body: { title: 'heron action' } },
  listActions: { allows: pair },
  readAction: { allows: pair },
  updateAction: { allows: pair, body: { status: 'done' } },
  sendMessage: { allows: pair, body: { body: 'heron message' } },
  listMessages: { allows: pair },
  readMessage: { allows: pair },

  beginRecording: { allows: pair, body: { justificationId: 'REC-2026001', mediaType: 'audio/ogg' } },
  listRecordings: { allows: pair },
  readRecording: { allows: pair },
  putRecordingPart: { allows: pair },
  readRecordingPart: { allows: pair },
  completeRecording: { allows: pair, given: newRecording },
  deleteRecording: { allows: pair, given: newRecording },

  readTransparency: { allows: everybody },
  listAccesses: { allows: everybody },
  listDisclosures: { allows: everybody },
  listModelUses: { allows: everybody },

  ...incidentPermissions,
  ...grantPermissions,

  readLogs: { allows: technicians },
  readStatus: { allows: technicians },
  readOpenApi: { allows: anybody },
  readInstance: { allows: anybody },
  readSecurityTxt: { allows: anybody },
  readPrivacyNotice: { allows: anybody },
  readTrust: { allows: anybody },
  readEncryption: { allows: anybody },
  readKeys: { allows: anybody },
  readNotice: { allows: anybody },
};
