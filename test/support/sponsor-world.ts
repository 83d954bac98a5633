import type { Area } from '#/domain/api/area.ts';
import { startOfDay } from '#/domain/statistics/months.ts';
import type { runtime as Runtime } from '#/lambdas/platform/runtime.ts';
import { type GivenInstance, type GivenInstanceOptions, givenInstance } from './instance.ts';
import { type GivenIntegration, givenAnnounced, givenChampion } from './integrations.ts';
import { givenLogs, givenParticipants } from './participation.ts';
import {
  type Engagement,
  expectStatus,
  givenEngagement,
  givenProgramme,
  givenSession,
  givenSignedIn,
  givenSignedInAgain,
  givenSignedTerms,
  givenStaff,
  nextEmail,
  type Person,
  type Programme,
  vaultOf,
} from './people.ts';
import { acknowledging, givenReceiver, type Receiver } from './receiver.ts';
import type { Readers } from './sponsor-view.ts';

/**
 * An organisation with two programmes. Twenty people use the one, so its figures are shown; three use the other, and one
 * person makes the difference: they join it or they do not.
 */
export type SponsorWorld = {
  readonly instance: GivenInstance;
  readonly areas: readonly Area[];
  readonly programme: Programme;
  /** Where the administrator invited the person, in either world. */
  readonly email: string;
  /** Of the person who joins; undefined where they do not. */
  readonly joined: Engagement | undefined;
  /** A third party’s tool that people can connect, and that confirms what it is told. */
  readonly tool: GivenIntegration;
  close(): Promise<void>;
};

async function until(instance: GivenInstance, day: string): Promise<void> {
  instance.clock.advance(startOfDay(day) + 12 * 3_600_000 - instance.clock.now());
  await instance.settled();
}

/** Everybody but the one person is invited, and half of them have a session. */
async function givenOthers(instance: GivenInstance, programme: Programme, count: number): Promise<void> {
  const vault = vaultOf(instance);
  const people = await givenParticipants(vault, count);
  for (const day of ['2027-01-05', '2027-02-03']) {
    await givenLogs(vault, programme, people, { day, kind: 'invited' });
    const half = people.slice(0, count / 2);
    await givenLogs(vault, programme, half, { day, kind: 'session_completed', mark: 'a' });
  }
}

async function givenJoined(programme: Programme, coach: Person, client: Person, now: number): Promise<Engagement> {
  const joined = await givenEngagement(programme.organizationId, programme.termsId, coach, client);
  const sessionId = await givenSession(joined, new Date(now - 3_600_000).toISOString());
  expectStatus(await coach.call('POST', `/v1/engagements/${joined.engagementId}/sessions/${sessionId}/complete`), 200);
  return joined;
}

/** A third party on this machine: messages go to it instead of the Internet. */
async function givenThirdParty(): Promise<Receiver> {
  // Loaded now: the functions of this instance share the modules that were loaded after its start.
  const { runtime }: { runtime: typeof Runtime } = await import('#/lambdas/platform/runtime.ts');
  const receiver = await givenReceiver();
  receiver.answer = acknowledging;
  runtime.wayOut = receiver.way;
  return receiver;
}

/** The figures of two months have been let out; in the second, the person was invited. Nothing but their joining differs. */
export async function givenSponsorWorld(
  joins: boolean,
  { areas, loadModule }: Required<Pick<GivenInstanceOptions, 'areas' | 'loadModule'>>,
): Promise<SponsorWorld> {
  const instance = await givenInstance({ start: Date.parse('2027-01-04T09:00:00Z'), areas, loadModule });
  const thirdParty = await givenThirdParty();
  const used = await givenProgramme(instance, await givenStaff(instance, 'platform_admin'));
  const termsId = await givenSignedTerms(used, used.sponsor);
  await givenOthers(instance, used, 20);
  await givenOthers(instance, { ...used, termsId }, 3);
  await until(instance, '2027-02-03');
  const admin = await givenSignedInAgain(instance, used.admin);
  const programme = { ...used, termsId, admin };
  const coach = await givenChampion(instance, programme);
  const tool = await givenAnnounced(programme, coach);
  const email = nextEmail('client');
  const body = { email, role: 'client' };
  expectStatus(await admin.call('POST', `/v1/organizations/${programme.organizationId}/members`, { body }), 202);
  const client = joins ? await givenSignedIn(instance, 'client', email) : undefined;
  const joined = client && (await givenJoined(programme, coach, client, instance.clock.now()));
  await until(instance, '2027-03-06');
  const close = async () => {
    await instance.close();
    await thirdParty.close();
  };
  return { instance, areas, programme, email, joined, tool, close };
}

/** Sponsor and administrator, signed in anew. */
export async function givenReaders({ instance, programme }: SponsorWorld): Promise<Readers> {
  return {
    sponsor: await givenSignedInAgain(instance, programme.sponsor),
    administrator: await givenSignedInAgain(instance, programme.admin),
  };
}

/** Ids that readers could try: their own, and those of the person where there are any. */
export function idsToTry({ programme, joined, tool }: SponsorWorld): Record<string, string> {
  const { organizationId, termsId } = programme;
  const own = { organizationId, termsId, integrationId: tool.integrationId };
  if (!joined) return own;
  const { client, engagementId, agreementId } = joined;
  return { ...own, personId: client.personId, engagementId, agreementId };
}

/** What every answer of this instance may name: where it stands, and its user pools. */
export const surroundings = ({ instance: { apiUrl, awsEndpointUrl, userPools } }: SponsorWorld): string[] => [
  apiUrl,
  awsEndpointUrl,
  ...Object.values(userPools).flatMap(({ id, clientId }) => [id, clientId]),
];
