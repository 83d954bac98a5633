import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptsAtMost, waitBefore } from '#/domain/integrations/propagations.ts';
import { givenWithdrawal } from '#/test/support/consents.ts';
import { type GivenIntegration, givenAnnounced, proposal } from '#/test/support/integrations.ts';
import { expectStatus } from '#/test/support/people.ts';
import { type Answer, acknowledging, type Received } from '#/test/support/receiver.ts';
import {
  dayMs,
  disclosuresOf,
  givenLater,
  givenSharing,
  givenSharingWorld,
  letPass,
  rowsOf,
  type Sent,
  type SharingWorld,
  schedule,
  sentOf,
  topic,
} from './given-sharing.ts';

/** Takes no data, but acts on what it is told. */
const refusing =
  (status: number) =>
  (message: Received): Answer =>
    (JSON.parse(message.body) as Sent).type.startsWith('session.') ? { status } : acknowledging(message);

describe('what connected tools get', () => {
  let world: SharingWorld;
  let calendar: GivenIntegration;
  let payroll: GivenIntegration;
  let unassessed: GivenIntegration;
  beforeAll(async () => {
    const started = await givenSharingWorld();
    const { organization, champion, receiver, instance } = started;
    const day = (days: number) => new Date(instance.clock.now() + days * dayMs).toISOString().slice(0, 10);
    const assessment = { ...proposal.assessment, done: day(-1), until: day(20) };
    calendar = await givenAnnounced(organization, champion);
    payroll = await givenAnnounced(organization, champion, {
      endpoint: `https://${receiver.host}/payroll`,
      manifest: ['session.status'],
    });
    unassessed = await givenAnnounced(organization, champion, { assessment });
    world = await givenLater(started);
  });
  beforeEach(() => {
    world.receiver.received.length = 0;
    world.receiver.answer = acknowledging;
  });
  afterAll(() => world.receiver.close());

  it('TR4 CC9: is what the manifest declares, signed, under a name of the tool’s own, and on record', async () => {
    const sharing = await givenSharing(world, calendar);
    const recordId = await schedule(world, sharing);
    await world.instance.settled();
    const [message, ...others] = world.receiver.received as [Received];
    expect(others).toEqual([]);
    const payload = new Webhook(calendar.signingKey).verify(message.body, { ...message.headers }) as Sent;
    expect(payload.type).toBe('session.scheduled');
    expect(payload.data.fields).toEqual({
      'session.startsAt': expect.any(String),
      'session.durationMinutes': 45,
      'session.status': 'scheduled',
    });
    const { client, coach, engagementId } = sharing;
    for (const hidden of [client.personId, coach.personId, engagementId, recordId, topic, 'Room 12', client.email]) {
      expect(JSON.stringify(message)).not.toContain(hidden);
    }
    const { integrationId } = calendar;
    const disclosed = { integrationId, purpose: 'integration_sharing', fields: proposal.manifest.toSorted(), recordId };
    expect(await disclosuresOf(world, sharing)).toEqual([{ ...disclosed, at: expect.any(Number) }]);
    const shown = expectStatus(await client.call('GET', '/v1/me/transparency/disclosures'), 200);
    expect(shown.items).toMatchObject([disclosed]);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('follows the session, and goes to two tools under two names, so that they cannot put together what they know', async () => {
    const sharing = await givenSharing(world, calendar, payroll);
    const one = `${sharing.path}/${await schedule(world, sharing)}`;
    const change = { body: { durationMinutes: 30 }, headers: { 'if-match': '"1"' } };
    expectStatus(await sharing.coach.call('PATCH', one, change), 200);
    expectStatus(await sharing.coach.call('POST', `${one}/cancel`), 200);
    await world.instance.settled();
    const byPath = Map.groupBy(world.receiver.received, ({ path }) => path);
    const names = ['/in', '/payroll'].map((path) => {
      const messages = (byPath.get(path) ?? []).map(({ body }) => JSON.parse(body) as Sent);
      expect(messages.map(({ type }) => type).toSorted()).toEqual([
        'session.cancelled',
        'session.rescheduled',
        'session.scheduled',
      ]);
      const known = new Set(messages.flatMap(({ data }) => [data.subject, data.record]));
      expect(known.size).toBe(2);
      return known;
    });
    expect(new Set(names.flatMap((known) => [...known])).size).toBe(4);
    const [paid] = byPath.get('/payroll') ?? [];
    expect(Object.keys((JSON.parse(paid?.body ?? '{}') as Sent).data.fields)).toEqual(['session.status']);
  });

  it('VE2 VE3 CC9: is nothing before the 30 days are over, nothing after the vendor’s assessment, nothing unasked', async () => {
    const early = await givenAnnounced(world.organization, world.champion);
    const sharing = await givenSharing(world, early, unassessed);
    await schedule(world, sharing);
    await world.instance.settled();
    expect([world.receiver.received, await disclosuresOf(world, sharing)]).toEqual([[], []]);
  });

  it('CO12: what was queued before the withdrawal is dropped, and nothing of it is left', async () => {
    const sharing = await givenSharing(world, calendar);
    world.receiver.answer = refusing(503);
    await schedule(world, sharing);
    await world.instance.settled();
    expect(sentOf(world, 'session.scheduled')).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toHaveLength(1);
    await givenWithdrawal(sharing.client, 'integration_sharing');
    world = await givenLater(world, 1);
    expect(sentOf(world, 'session.scheduled')).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('CO12: is dropped when the person disconnects while it waits', async () => {
    const sharing = await givenSharing(world, calendar);
    world.receiver.answer = refusing(500);
    await schedule(world, sharing);
    await world.instance.settled();
    const path = `/v1/me/integrations/${calendar.integrationId}`;
    expectStatus(await sharing.client.call('POST', `${path}/disconnect`), 200);
    await letPass(world, 60_000);
    expect(sentOf(world, 'session.scheduled')).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('is tried again over days with the same id, signed anew each time, and then given up', async () => {
    const sharing = await givenSharing(world, calendar);
    world.receiver.answer = refusing(500);
    await schedule(world, sharing);
    for (let attempt = 1; attempt <= attemptsAtMost; attempt++) await letPass(world, waitBefore(attempt) * 1000);
    world = await givenLater(world, 1);
    const received = world.receiver.received.filter(({ body }) => body.includes('session.scheduled'));
    expect(received).toHaveLength(attemptsAtMost);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(attemptsAtMost);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
    expect(await disclosuresOf(world, sharing)).toHaveLength(1);
  });

  it('arrives after a failure, and is disclosed once', async () => {
    const sharing = await givenSharing(world, calendar);
    world.receiver.answer = () => ({ status: world.receiver.received.length === 1 ? 502 : 204 });
    await schedule(world, sharing);
    await letPass(world, 10_000);
    world = await givenLater(world, 1);
    expect(world.receiver.received).toHaveLength(2);
    expect(await disclosuresOf(world, sharing)).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('leaves nothing of what is said, and no address of a tool, readable in any table', async () => {
    const sharing = await givenSharing(world, calendar);
    world.receiver.answer = refusing(500);
    await schedule(world, sharing);
    await world.instance.settled();
    const rows = JSON.stringify(await world.tables.all());
    for (const word of ['Ottilie', 'Room 12', world.receiver.host]) expect(rows).not.toContain(word);
  });
});
