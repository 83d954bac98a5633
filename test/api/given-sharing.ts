import type { disclosure } from '#/domain/data-map/entities/disclosures.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { runtime as Runtime } from '#/lambdas/platform/runtime.ts';
import { givenConsent } from '#/test/support/consents.ts';
import { type GivenIntegration, givenChampion, givenConnected } from '#/test/support/integrations.ts';
import { type Engagement, expectStatus, givenSignedInAgain, type Person } from '#/test/support/people.ts';
import { givenReceiver, type Receiver } from '#/test/support/receiver.ts';
import { givenOtherEngagement, givenWorld, type World } from '#/test/vault/given-world.ts';
import type { StoredRow } from '#/test/vault/raw-tables.ts';

export const dayMs = 86_400_000;
/** What is never shared: it stands in every session that is scheduled here. */
export const topic = 'Quarrels with Ottilie';

export type Sent = {
  readonly type: string;
  readonly timestamp: string;
  readonly data: {
    readonly subject: string;
    readonly record: string;
    readonly fields: Readonly<Record<string, unknown>>;
    readonly reason?: string;
  };
};
/** A pair whose client shares; `path` is that of their sessions. */
export type Sharing = Engagement & { readonly path: string };

export type SharingWorld = World & { readonly champion: Person; readonly receiver: Receiver };

/** An instance in use with a privacy champion, and a third party on this machine that messages go to. */
export async function givenSharingWorld(): Promise<SharingWorld> {
  const world = await givenWorld();
  const champion = await givenChampion(world.instance, world.organization);
  const receiver = await givenReceiver();
  // Loaded now: the functions of this instance share the modules that were loaded after its start.
  const { runtime }: { runtime: typeof Runtime } = await import('#/lambdas/platform/runtime.ts');
  runtime.wayOut = receiver.way;
  return { ...world, champion, receiver };
}

/** A client who consents to sharing and has connected these tools. */
export async function givenSharing(world: SharingWorld, ...tools: readonly GivenIntegration[]): Promise<Sharing> {
  const engagement = await givenOtherEngagement(world);
  await givenConsent(engagement.client, 'integration_sharing');
  for (const tool of tools) await givenConnected(engagement.client, tool);
  return { ...engagement, path: `/v1/engagements/${engagement.engagementId}/sessions` };
}

/** The same world when the time to object is over: everybody has signed in again. */
export async function givenLater<W extends SharingWorld>(world: W, days = 31): Promise<W> {
  await letPass(world, days * dayMs);
  const { instance, organization } = world;
  const admin = await givenSignedInAgain(instance, organization.admin);
  const coach = await givenSignedInAgain(instance, world.coach);
  const champion = await givenSignedInAgain(instance, world.champion);
  return { ...world, organization: { ...organization, admin }, coach, champion };
}

/** Schedules a session, and answers its id. */
export async function schedule({ instance }: World, { coach, path }: Sharing): Promise<string> {
  const startsAt = new Date(instance.clock.now() + dayMs).toISOString();
  const body = { startsAt, durationMinutes: 45, topic, place: 'Room 12' };
  return String(expectStatus(await coach.call('POST', path, { body }), 201).sessionId);
}

/** What the third party has got of one type. */
export const sentOf = ({ receiver }: SharingWorld, type: string): Sent[] =>
  receiver.received.map(({ body }) => JSON.parse(body) as Sent).filter((message) => message.type === type);

export const rowsOf = async ({ tables }: World, entity: string, { client }: Sharing): Promise<StoredRow[]> =>
  (await tables.all()).filter((row) => row.entity === entity && row.subject === client.personId);

export const disclosuresOf = async (world: World, sharing: Sharing): Promise<ValuesOf<typeof disclosure>[]> =>
  (await rowsOf(world, 'disclosure', sharing)).map(({ fields }) => fields as ValuesOf<typeof disclosure>);

/** Lets the clock go on in steps, and everything that falls due happen at its time. */
export async function letPass({ instance }: World, ms: number, stepMs = ms): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    await instance.settled();
    instance.clock.advance(stepMs);
  }
  await instance.settled();
}
