import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { givenWithdrawal } from '#/test/support/consents.ts';
import { type GivenIntegration, givenAnnounced, proposal } from '#/test/support/integrations.ts';
import { expectStatus } from '#/test/support/people.ts';
import type { Received } from '#/test/support/receiver.ts';
import {
  dayMs,
  disclosuresOf,
  givenActive,
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

describe('what connected tools get', () => {
  let world: SharingWorld;
  let calendar: GivenIntegration;
  beforeAll(async () => {
    world = await givenSharingWorld();
    calendar = await givenAnnounced(world.organization, world.champion);
  });
  beforeEach(() => {
    world.receiver.received.length = 0;
    world.receiver.answer = () => ({ status: 200 });
  });
  afterAll(() => world.receiver.close());

  it('TR4 CC9: is what the manifest declares, signed, and under a name of the tool’s own', async () => {
    const sharing = await givenActive(world, calendar);
    const sessionId = await schedule(world, sharing);
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
    for (const hidden of [client.personId, coach.personId, engagementId, sessionId, topic, 'Room 12', client.email]) {
      expect(JSON.stringify(message)).not.toContain(hidden);
    }
  });

  it('TR4: is on record for the person: who got which fields of what, for which purpose', async () => {
    const sharing = await givenActive(world, calendar);
    const recordId = await schedule(world, sharing);
    await world.instance.settled();
    const { integrationId } = calendar;
    const disclosed = { integrationId, purpose: 'integration_sharing', fields: proposal.manifest, recordId };
    expect(await disclosuresOf(world, sharing)).toEqual([{ ...disclosed, at: expect.any(Number) }]);
    const shown = expectStatus(await sharing.client.call('GET', '/v1/me/transparency/disclosures'), 200);
    expect(shown.items).toMatchObject([disclosed]);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('follows the session: moved, then cancelled', async () => {
    const sharing = await givenActive(world, calendar);
    const one = `${sharing.path}/${await schedule(world, sharing)}`;
    const change = { body: { durationMinutes: 30 }, headers: { 'if-match': '"1"' } };
    expectStatus(await sharing.coach.call('PATCH', one, change), 200);
    expectStatus(await sharing.coach.call('POST', `${one}/cancel`), 200);
    await world.instance.settled();
    const sent = ['session.scheduled', 'session.rescheduled', 'session.cancelled'].flatMap((type) =>
      sentOf(world, type),
    );
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ data }) => data.record)).size).toBe(1);
    expect(new Set(sent.map(({ data }) => data.subject)).size).toBe(1);
  });

  it('goes to two tools under two names, so that they cannot put together what they know', async () => {
    const endpoint = `https://${world.receiver.host}/payroll`;
    const changes = { endpoint, manifest: ['session.status'] };
    const payroll = await givenAnnounced(world.organization, world.champion, changes);
    await schedule(world, await givenActive(world, calendar, payroll));
    await world.instance.settled();
    const byPath = new Map(world.receiver.received.map(({ path, body }) => [path, (JSON.parse(body) as Sent).data]));
    expect(byPath.get('/payroll')?.fields).toEqual({ 'session.status': 'scheduled' });
    expect(byPath.get('/payroll')?.subject).not.toBe(byPath.get('/in')?.subject);
    expect(byPath.get('/payroll')?.record).not.toBe(byPath.get('/in')?.record);
  });

  it('VE2: is nothing before the 30 days to object are over', async () => {
    const tool = await givenAnnounced(world.organization, world.champion);
    await schedule(world, await givenSharing(world, tool));
    await world.instance.settled();
    expect(world.receiver.received).toEqual([]);
  });

  it('CC9: is nothing about those who have not connected it, though they consent to sharing', async () => {
    const sharing = await givenActive(world);
    await schedule(world, sharing);
    await world.instance.settled();
    expect([world.receiver.received, await disclosuresOf(world, sharing)]).toEqual([[], []]);
  });

  it('VE3: is nothing once the assessment of the vendor has run out', async () => {
    const day = (days: number) => new Date(world.instance.clock.now() + days * dayMs).toISOString().slice(0, 10);
    const assessment = { ...proposal.assessment, done: day(-20), until: day(20) };
    const tool = await givenAnnounced(world.organization, world.champion, { assessment });
    await schedule(world, await givenActive(world, tool));
    await world.instance.settled();
    expect(world.receiver.received).toEqual([]);
  });

  it('CO12: what was queued before the withdrawal is dropped, and nothing of it is left', async () => {
    const sharing = await givenActive(world, calendar);
    world.receiver.answer = () => ({ status: 503 });
    await schedule(world, sharing);
    await world.instance.settled();
    expect(sentOf(world, 'session.scheduled')).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toHaveLength(1);
    await givenWithdrawal(sharing.client, 'integration_sharing');
    await letPass(world, dayMs);
    expect(sentOf(world, 'session.scheduled')).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('CO12: is dropped when the person disconnects while it waits', async () => {
    const sharing = await givenActive(world, calendar);
    world.receiver.answer = () => ({ status: 500 });
    await schedule(world, sharing);
    await world.instance.settled();
    const path = `/v1/me/integrations/${calendar.integrationId}`;
    expectStatus(await sharing.client.call('POST', `${path}/disconnect`), 200);
    await letPass(world, 60_000);
    expect(sentOf(world, 'session.scheduled')).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('is tried again over days with the same id, signed anew each time, and then given up', async () => {
    const sharing = await givenActive(world, calendar);
    world.receiver.answer = () => ({ status: 500 });
    await schedule(world, sharing);
    await letPass(world, 8 * dayMs, dayMs / 4);
    const { received } = world.receiver;
    expect(received).toHaveLength(10);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
    expect(await disclosuresOf(world, sharing)).toHaveLength(1);
  });

  it('arrives after a failure, and is disclosed once', async () => {
    const sharing = await givenActive(world, calendar);
    world.receiver.answer = () => ({ status: world.receiver.received.length === 1 ? 502 : 204 });
    await schedule(world, sharing);
    await letPass(world, 10_000);
    await letPass(world, dayMs);
    expect(world.receiver.received).toHaveLength(2);
    expect(await disclosuresOf(world, sharing)).toHaveLength(1);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('leaves nothing of what is said, and no address of a tool, readable in any table', async () => {
    const sharing = await givenActive(world, calendar);
    world.receiver.answer = () => ({ status: 500 });
    await schedule(world, sharing);
    await world.instance.settled();
    const rows = JSON.stringify(await world.tables.all());
    for (const word of ['Ottilie', 'Room 12', world.receiver.host]) expect(rows).not.toContain(word);
    await letPass(world, 8 * dayMs, dayMs / 2);
  });
});
