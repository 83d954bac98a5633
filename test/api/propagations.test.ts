import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeWithinHours } from '#/domain/integrations/propagations.ts';
import { givenWithdrawal } from '#/test/support/consents.ts';
import { type GivenIntegration, givenAnnounced } from '#/test/support/integrations.ts';
import { expectStatus, givenSignedInAgain, type Person } from '#/test/support/people.ts';
import { acknowledging, type Received } from '#/test/support/receiver.ts';
import { findWritten } from '#/test/vault/written-files.ts';
import { expectProblem } from './expect-problem.ts';
import {
  givenLater,
  givenSharing,
  givenSharingWorld,
  letPass,
  rowsOf,
  type Sent,
  type Sharing,
  type SharingWorld,
  schedule,
  sentOf,
  topic,
} from './given-sharing.ts';

const hourMs = 3_600_000;
type Shown = {
  readonly integrationId: string;
  readonly cause: string;
  readonly state: string;
  readonly since: string;
  readonly dueBy: string;
  readonly answeredAt: string | null;
};

describe('third parties that got something', () => {
  let world: SharingWorld;
  let calendar: GivenIntegration;
  beforeAll(async () => {
    const started = await givenSharingWorld();
    calendar = await givenAnnounced(started.organization, started.champion);
    world = await givenLater(started);
  });
  beforeEach(() => {
    world.receiver.received.length = 0;
    world.receiver.answer = acknowledging;
  });
  afterAll(() => world.receiver.close());

  /** A client whose session the tool has got; answers how the tool knows the client. */
  const givenShared = async (...tools: GivenIntegration[]): Promise<Sharing & { readonly subject: string }> => {
    const sharing = await givenSharing(world, ...tools);
    await schedule(world, sharing);
    await world.instance.settled();
    const subject = sentOf(world, 'session.scheduled').at(-1)?.data.subject ?? '';
    world.receiver.received.length = 0;
    return { ...sharing, subject };
  };
  const progress = async (person: Person): Promise<Shown[]> =>
    expectStatus(await person.call('GET', '/v1/me/consents/propagation'), 200).items as Shown[];
  const tool = async (person: Person, act: string) =>
    person.call('POST', `/v1/me/integrations/${calendar.integrationId}/${act}`);
  const stateOf = async () => expectStatus(await world.organization.admin.call('GET', calendar.path), 200);

  it('CO11 CO12: are told of a withdrawal at once, signed, by their own reference, and their confirmation is shown', async () => {
    const { client, subject } = await givenShared(calendar);
    await givenWithdrawal(client, 'integration_sharing');
    await world.instance.settled();
    const [told, ...others] = world.receiver.received as [Received];
    expect(others).toEqual([]);
    const message = new Webhook(calendar.signingKey).verify(told.body, { ...told.headers }) as Sent;
    expect(message).toEqual({
      type: 'consent.withdrawn',
      timestamp: expect.any(String),
      data: { subject, reason: 'consent_ended' },
    });
    expect(JSON.stringify(told)).not.toContain(client.personId);
    const [shown, ...more] = await progress(client);
    expect(more).toEqual([]);
    expect(shown).toMatchObject({
      integrationId: calendar.integrationId,
      cause: 'consent_ended',
      state: 'acknowledged',
    });
    expect(Date.parse(String(shown?.dueBy)) - Date.parse(String(shown?.since))).toBe(acknowledgeWithinHours * hourMs);
  });

  it('are told when the person disconnects or objects, and not twice of the same', async () => {
    const { client } = await givenShared(calendar);
    expectStatus(await tool(client, 'disconnect'), 200);
    await world.instance.settled();
    expectStatus(await tool(client, 'object'), 200);
    await givenWithdrawal(client, 'integration_sharing');
    await world.instance.settled();
    expect((await progress(client)).map(({ cause, state }) => [cause, state])).toEqual([
      ['disconnected', 'acknowledged'],
    ]);
    expect(sentOf(world, 'consent.withdrawn')).toHaveLength(1);
  });

  it('are told by an objection, too; and who got nothing is told nothing', async () => {
    const shared = await givenShared(calendar);
    expectStatus(await tool(shared.client, 'object'), 200);
    const connected = await givenSharing(world, calendar);
    await givenWithdrawal(connected.client, 'integration_sharing');
    await world.instance.settled();
    expect(sentOf(world, 'consent.withdrawn').map(({ data }) => data.subject)).toEqual([shared.subject]);
    expect(await rowsOf(world, 'propagation', connected)).toEqual([]);
  });

  it('are asked again until they confirm: that a message has arrived is not enough', async () => {
    const sharing = await givenShared(calendar);
    const answers = [
      () => ({ status: 200 }),
      () => ({ status: 500 }),
      () => ({ status: 200, body: '{"acknowledged":"something else"}' }),
      acknowledging,
    ];
    world.receiver.answer = (message) => (answers[world.receiver.received.length - 1] ?? acknowledging)(message);
    expectStatus(await tool(sharing.client, 'disconnect'), 200);
    await world.instance.settled();
    expect((await progress(sharing.client)).map(({ state }) => state)).toEqual(['pending']);
    for (const seconds of [6, 301, 1_801]) await letPass(world, seconds * 1_000);
    expect((await rowsOf(world, 'propagation', sharing)).map(({ fields }) => fields.state)).toEqual(['acknowledged']);
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([4, 1]);
    await letPass(world, 3 * hourMs);
    expect(world.receiver.received).toHaveLength(4);
    world = await givenLater(world, 0);
  });

  it('CO11 VE5: that do not confirm by the deadline are escalated and suspended, until they are signed for again', async () => {
    const { client, ...sharing } = await givenShared(calendar);
    world.receiver.answer = () => ({ status: 200 });
    await givenWithdrawal(client, 'integration_sharing');
    for (let hours = 0; hours < acknowledgeWithinHours; hours += 12) await letPass(world, 12 * hourMs + 1_000);
    world = await givenLater(world, 0);
    const again = await givenSignedInAgain(world.instance, client);
    expect((await progress(again)).map(({ state }) => state)).toEqual(['escalated']);
    expect(await stateOf()).toMatchObject({ state: 'suspended', suspendedFor: 'unacknowledged' });
    const asked = world.receiver.received.length;
    await letPass(world, 24 * hourMs);
    expect(world.receiver.received).toHaveLength(asked);

    world = await givenLater(world, 0);
    world.receiver.answer = acknowledging;
    expectStatus(await world.champion.call('POST', `${calendar.path}/sign`), 200);
    await world.instance.settled();
    expect((await stateOf()).state).toBe('active');
    const [row] = await rowsOf(world, 'propagation', { ...sharing, client });
    expect(row?.fields.state).toBe('acknowledged');
  });

  it('leaves a line in the log and a count for the alarm, and nothing of what was shared, anywhere on the disk', () => {
    const { folder } = world.instance;
    const marks = ['WebhookEscalations', `"integrationId":"${calendar.integrationId}"`];
    for (const mark of marks) expect(findWritten(folder.at('logs'), [mark]), mark).not.toEqual([]);
    expect(findWritten(folder.path, [topic, 'Room 12', world.receiver.host, calendar.signingKey])).toEqual([]);
  });

  it('CO14: are nobody’s business but the person’s', async () => {
    const { client } = await givenShared(calendar);
    const seen = async () => [await stateOf(), (await world.champion.call('GET', calendar.path)).body];
    const before = await seen();
    await givenWithdrawal(client, 'integration_sharing');
    await world.instance.settled();
    expect(await progress(client)).toHaveLength(1);
    expect(await seen()).toEqual(before);
    for (const person of [world.organization.admin, world.coach]) {
      expectProblem(await person.call('GET', '/v1/me/consents/propagation'), 'forbidden');
    }
  });
});
