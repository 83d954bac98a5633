import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitBefore } from '#/domain/integrations/propagations.ts';
import {
  disclosuresOf,
  givenLater,
  givenSharing,
  givenSharingWorld,
  letPass,
  rowsOf,
  type SharingWorld,
  schedule,
  sentOf,
} from '#/test/api/given-sharing.ts';
import { type GivenIntegration, givenAnnounced } from '#/test/support/integrations.ts';
import { expectStatus, vaultOf } from '#/test/support/people.ts';
import { acknowledging, type Received } from '#/test/support/receiver.ts';
import { channelStanding, haltChannel, resumeChannel } from '#/vault/incidents/channels.ts';
import { concernedBy } from '#/vault/incidents/concerned.ts';
import {
  integrationStanding,
  resumeIntegration,
  resumeRedelivery,
  rotateSecret,
  stopRedelivery,
  suspendIntegration,
} from '#/vault/incidents/integrations.ts';
import type { Vault } from '#/vault/vault.ts';
import { newCase } from './given-contained.ts';

describe('what leaves for connected tools during a response', () => {
  let world: SharingWorld;
  let vault: Vault;
  let tool: GivenIntegration;
  const sent = () => sentOf(world, 'session.scheduled');
  const retry = () => letPass(world, waitBefore(1) * 1000);

  beforeAll(async () => {
    const started = await givenSharingWorld();
    tool = await givenAnnounced(started.organization, started.champion);
    world = await givenLater(started);
    vault = vaultOf(world.instance);
  });
  beforeEach(async () => {
    world.receiver.answer = acknowledging;
    world = await givenLater(world, 1);
    world.receiver.received.length = 0;
  });
  afterAll(() => world.receiver.close());

  it('IR3: is nothing for a suspended tool, neither new nor what waits; of two cases the last one lets it go on', async () => {
    const sharing = await givenSharing(world, tool);
    world.receiver.answer = () => ({ status: 503 });
    await schedule(world, sharing);
    await world.instance.settled();
    expect(sent()).toHaveLength(1);
    const [one, other] = [newCase(), newCase()];
    for (const incidentId of [one, other]) await suspendIntegration(vault, tool.integrationId, incidentId);
    await resumeIntegration(vault, tool.integrationId, one);
    world.receiver.answer = acknowledging;
    await schedule(world, sharing);
    await retry();
    expect(sent()).toHaveLength(1);
    expect(await disclosuresOf(world, sharing)).toHaveLength(1);
    expect(await integrationStanding(vault, tool.integrationId)).toMatchObject({ suspended: true, redelivers: true });
    await resumeIntegration(vault, tool.integrationId, other);
    await letPass(world, waitBefore(2) * 1000);
    expect(sent()).toHaveLength(2);
    expect(await rowsOf(world, 'delivery', sharing)).toEqual([]);
  });

  it('IR3: is not sent a second time while redelivery is stopped, and what is new goes on', async () => {
    const sharing = await givenSharing(world, tool);
    const incidentId = newCase();
    world.receiver.answer = () => ({ status: 503 });
    await schedule(world, sharing);
    await world.instance.settled();
    await stopRedelivery(vault, tool.integrationId, incidentId);
    world.receiver.answer = acknowledging;
    await retry();
    expect(sent()).toHaveLength(1);
    await schedule(world, sharing);
    await world.instance.settled();
    expect(sent()).toHaveLength(2);
    await resumeRedelivery(vault, tool.integrationId, incidentId);
    await letPass(world, waitBefore(2) * 1000);
    expect(sent()).toHaveLength(3);
  });

  it('MC11: one write halts a channel, and the next message is not sent', async () => {
    const sharing = await givenSharing(world, tool);
    const incidentId = newCase();
    await haltChannel(vault, 'webhooks', incidentId);
    await haltChannel(vault, 'webhooks', incidentId);
    expect(await channelStanding(vault, 'webhooks')).toEqual({ halted: true, devices: 0 });
    await schedule(world, sharing);
    await world.instance.settled();
    expect(sent()).toEqual([]);
    await resumeChannel(vault, 'webhooks', incidentId);
    await retry();
    expect(sent()).toHaveLength(1);
    expect(await channelStanding(vault, 'pigeon')).toBeUndefined();
  });

  it('IR3: is signed with a new secret alone after the rotation, so that the earlier ones are good for nothing', async () => {
    const sharing = await givenSharing(world, tool);
    const before = await integrationStanding(vault, tool.integrationId);
    const from = before?.secretVersion ?? 0;
    for (const _ of [1, 2]) await rotateSecret(vault, tool.integrationId, from);
    expect((await integrationStanding(vault, tool.integrationId))?.secretVersion).toBe(from + 1);
    await schedule(world, sharing);
    await world.instance.settled();
    const [message] = world.receiver.received as [Received];
    const verify = (key: string) => new Webhook(key).verify(message.body, { ...message.headers });
    expect(() => verify(tool.signingKey)).toThrow();
    const issued = await world.organization.admin.call('PUT', `${tool.path}/signing-key`);
    const { signingKey } = expectStatus(issued, 200) as { signingKey: string };
    expect((await integrationStanding(vault, tool.integrationId))?.secretVersion).toBe(from + 2);
    world.receiver.received.length = 0;
    await schedule(world, sharing);
    await world.instance.settled();
    const [next] = world.receiver.received as [Received];
    expect(() => new Webhook(signingKey).verify(next.body, { ...next.headers })).not.toThrow();
  });

  it('IR8: tells of how many people a tool got something, from the log of what was disclosed', async () => {
    const concerned = await concernedBy(vault, { type: 'integration', id: tool.integrationId });
    const told = (await world.tables.scan('accesslog')).filter(({ entity }) => entity === 'disclosure');
    expect(concerned.people).toBe(new Set(told.map(({ subject }) => subject)).size);
    expect(concerned.people).toBeGreaterThan(0);
  });

  it('answers undefined for a tool that is in no register', async () => {
    expect(await integrationStanding(vault, 'eu.integration_01M7ZRATJSM5JMMFD0EY8NQTAS')).toBeUndefined();
  });
});
