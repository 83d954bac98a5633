import { ulid } from 'ulid';
import type { Role } from '#/domain/access/roles.ts';
import { type IdKind, idKinds } from '#/domain/ids.ts';
import { givenCertificate, givenRetentionProof } from '#/test/support/certificates.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import { nameChampion } from '#/test/support/integrations.ts';
import {
  type Engagement,
  expectStatus,
  givenMember,
  givenPair,
  givenProgramme,
  givenSession,
  givenStaff,
  type Person,
  type Programme,
} from '#/test/support/people.ts';
import { givenObjectionReview } from '#/test/support/reviews.ts';

export type Ids = Readonly<Record<string, string>>;
export type Caller = Role | 'nobody';

/** A coach and a client with one record of every kind; each text they wrote holds `word`. */
type Pair = { readonly word: string; readonly ids: Ids; readonly engagement: Engagement };

export type World = {
  readonly instance: GivenInstance;
  readonly callers: Readonly<Record<Caller, Person | undefined>>;
  readonly programme: Programme;
  readonly otherAdmin: Person;
  /** The callers' own; of others in the same organisation; of another organisation. */
  readonly own: Pair;
  readonly colleague: Pair;
  readonly foreign: Pair;
  /** Everybody of the other organisation. */
  readonly foreigners: readonly Person[];
};

async function made(person: Person, path: string, body: object, id: string): Promise<Ids> {
  const answer = expectStatus(await person.call('POST', path, { body }), 201);
  return { [id]: String(answer[id]) };
}

/** A recording of one part, with the consent of both. */
async function givenRecording({ coach, client }: Engagement, path: string): Promise<string> {
  for (const person of [coach, client]) await givenConsent(person, 'session_recording');
  const body = { justificationId: 'REC-2026001', mediaType: 'audio/ogg' };
  const { recordingId = '' } = await made(coach, path, body, 'recordingId');
  expectStatus(await coach.call('PUT', `${path}/${recordingId}/parts/1`, { bytes: Buffer.from('sound') }), 200);
  return recordingId;
}

async function givenRecords(engagement: Engagement, word: string, startsAt: string): Promise<Ids> {
  const { engagementId, coach, client } = engagement;
  const path = `/v1/engagements/${engagementId}`;
  const sessionId = await givenSession(engagement, startsAt, `${word} feedback`);
  const notes = `${path}/sessions/${sessionId}/notes`;
  const records = await Promise.all([
    made(coach, notes, { body: `${word} was seen`, visibility: 'participants' }, 'noteId'),
    made(client, notes, { body: `${word} alone`, visibility: 'author' }, 'privateNoteId'),
    made(coach, `${path}/goals`, { title: `${word} goal` }, 'goalId'),
    made(coach, `${path}/actions`, { title: `${word} action` }, 'actionId'),
    made(client, `${path}/messages`, { body: `${word} message` }, 'messageId'),
    made(client, `${path}/agreements`, { text: `${word} agreement` }, 'agreementId'),
  ]);
  const recordingId = await givenRecording(engagement, `${path}/sessions/${sessionId}/recordings`);
  return Object.assign({ engagementId, sessionId, recordingId }, ...records);
}

/** Grants, guardianships and cases are made where they are asked for: these ids are of none. */
const ofNone = () => ({
  grantId: `eu.grant_${ulid()}`,
  guardianshipId: `eu.guardianship_${ulid()}`,
  incidentId: `eu.incident_${ulid()}`,
  approvalId: `eu.approval_${ulid()}`,
});

async function givenPairWithRecords(instance: GivenInstance, programme: Programme, word: string): Promise<Pair> {
  const engagement = await givenPair(instance, programme);
  const profile = { body: { displayName: `${word} Client` }, headers: { 'if-match': '"1"' } };
  expectStatus(await engagement.client.call('PATCH', '/v1/me', profile), 200);
  const records = await givenRecords(engagement, word, new Date(instance.clock.now() + 3_600_000).toISOString());
  const { organizationId, termsId, admin } = programme;
  const invited = await admin.call('GET', `/v1/organizations/${organizationId}/invitations`);
  const [{ invitationId } = { invitationId: '' }] = expectStatus(invited, 200).items as { invitationId: string }[];
  const { personId } = engagement.coach;
  // Below one's own, whatever is asked for by a made-up id is not there.
  const made = {
    requestId: 'eu.request_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
    deliveryId: 'eu.delivery_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
    importId: 'eu.import_01J9ZC8QX1V5N4B7T2W3Y6K8M0',
    insightId: `eu.insight_${ulid()}`,
    integrationId: `eu.integration_${ulid()}`,
  };
  const ids = { ...records, ...made, organizationId, termsId, invitationId, personId, ...ofNone() };
  return { word, ids, engagement };
}

/** Names administrator, coach and sponsor privacy champions. Answers a further administrator: nobody names themself. */
async function givenChampions(instance: GivenInstance, programme: Programme, coach: Person): Promise<Person> {
  const other = await givenMember(instance, programme, 'org_admin');
  const { organizationId, admin, sponsor } = programme;
  await nameChampion(other, organizationId, admin);
  for (const person of [coach, sponsor]) await nameChampion(admin, organizationId, person);
  return other;
}

/** Two organisations with three pairs, and everybody who may call. */
export async function givenWorld(): Promise<World> {
  const instance = await givenInstance({ siblings: { na: 'https://na.api.coachvault.example' } });
  const platform_admin = await givenStaff(instance, 'platform_admin');
  const support = await givenStaff(instance, 'support');
  const security = await givenStaff(instance, 'security');
  const privacy = await givenStaff(instance, 'privacy');
  const programme = await givenProgramme(instance, platform_admin);
  const others = await givenProgramme(instance, platform_admin);
  const own = await givenPairWithRecords(instance, programme, 'heron');
  const colleague = await givenPairWithRecords(instance, programme, 'kestrel');
  const osprey = await givenPairWithRecords(instance, others, 'osprey');
  const reviewId = await givenObjectionReview(osprey.engagement.client, privacy);
  // Holds are nobody's, so the others have none.
  const foreign = { ...osprey, ids: { ...osprey.ids, reviewId, holdId: `eu.hold_${ulid()}` } };
  const { coach, client } = own.engagement;
  const otherAdmin = await givenChampions(instance, programme, coach);
  for (const purpose of ['ai_insights', 'integration_sharing'] as const) await givenConsent(client, purpose);
  await givenCertificate(instance, client.personId, String(own.ids.requestId));
  await givenRetentionProof(instance, String(words.proofId));
  const { admin: org_admin, sponsor } = programme;
  const staff = { platform_admin, support, security, privacy };
  return {
    instance,
    callers: { client, coach, org_admin, sponsor, ...staff, nobody: undefined },
    programme,
    otherAdmin,
    // Notices are everybody's.
    own: { ...own, ids: { ...own.ids, noticeId: 'session_recording.1' } },
    colleague,
    foreign,
    foreigners: [others.admin, others.sponsor, foreign.engagement.coach, foreign.engagement.client],
  };
}

/** A member of the own organisation who has done nothing yet. */
export const givenNewMember = ({ instance, programme }: World): Promise<Person> =>
  givenMember(instance, programme, 'coach');

const kindOf: Readonly<Record<string, IdKind>> = Object.fromEntries(idKinds.map((kind) => [`${kind}Id`, kind]));
/** Ids as another instance makes them. */
export const elsewhere: Ids = Object.fromEntries(
  Object.entries(kindOf).map(([name, kind]) => [name, `na.${kind}_01J9ZC8QX1V5N4B7T2W3Y6K8M0`]),
);

/** Path parameters that belong to nobody. */
const words: Ids = { part: '1', proofId: '20261121T023000Z', number: '0001', caseRole: 'commander' };

/** A path with its parameters filled. */
export const fill = (path: string, ids: Ids): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String({ ...words, ...ids }[name]));
