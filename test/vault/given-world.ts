import type { Faults } from '#/test/support/faults.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  givenEngagement,
  givenMember,
  givenSession,
  type Organization,
  type Person,
} from '#/test/support/people.ts';
import { givenInUse, givenSharedInstance, type InUse } from '#/test/support/shared-instance.ts';
import { type RawTables, rawTables } from './raw-tables.ts';

/** An instance in use: an organisation, a coach and a client in an engagement that has a session with a note. */
export type World = {
  readonly instance: GivenInstance;
  readonly faults: Faults;
  readonly tables: RawTables;
  readonly operator: Person;
  readonly organization: Organization;
  readonly sponsor: Person;
  readonly coach: Person;
  readonly client: Person;
  readonly termsId: string;
  readonly engagement: Engagement;
  readonly engagementPath: string;
  readonly sessionId: string;
  readonly notesPath: string;
};

/** The text of the note that stands in every world. */
export const firstNote = 'Quarrels with Ottilie about the merger.';

async function givenWorldIn({ instance, faults, operator, programme }: InUse): Promise<World> {
  const { organizationId, admin, sponsor, termsId } = programme;
  const organization = { organizationId, admin };
  const coach = await givenMember(instance, organization, 'coach');
  const client = await givenMember(instance, organization, 'client');
  const engagement = await givenEngagement(organizationId, termsId, coach, client);
  const sessionId = await givenSession(engagement, new Date(instance.clock.now() - 3_600_000).toISOString());
  const engagementPath = `/v1/engagements/${engagement.engagementId}`;
  const notesPath = `${engagementPath}/sessions/${sessionId}/notes`;
  faults.clear();
  const tables = rawTables(instance);
  const people = { operator, organization, sponsor, coach, client };
  return { instance, faults, tables, ...people, termsId, engagement, engagementPath, sessionId, notesPath };
}

/** A world of an instance of its own, for tests that nobody should stand beside. */
export const givenWorld = async (): Promise<World> =>
  givenWorldIn(await givenInUse((loadModule) => givenInstance({ loadModule })));

/** A world of the instance that files share: operator, organisation, sponsor and terms are everybody's. */
export const givenSharedWorld = async (): Promise<World> => givenWorldIn(await givenSharedInstance());

/** Writes a note and answers its path. */
export async function givenNote(
  { notesPath, coach }: Pick<World, 'notesPath' | 'coach'>,
  body = firstNote,
  author: Person = coach,
): Promise<string> {
  const answer = await author.call('POST', notesPath, { body: { body, visibility: 'participants' } });
  if (answer.status !== 201) throw new Error(`No note: ${JSON.stringify(answer.body)}`);
  return `${notesPath}/${(answer.body as { noteId: string }).noteId}`;
}

/** Another client in an engagement with the same coach. */
export async function givenOtherEngagement(world: World): Promise<Engagement> {
  const client = await givenMember(world.instance, world.organization, 'client');
  return givenEngagement(world.organization.organizationId, world.termsId, world.coach, client);
}
