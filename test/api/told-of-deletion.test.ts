import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recipientDays } from '#/domain/erasure/recipients.ts';
import { givenCertificateOf } from '#/test/support/erasures.ts';
import { type GivenIntegration, givenAnnounced } from '#/test/support/integrations.ts';
import { acknowledging } from '#/test/support/receiver.ts';
import { givenConfirmed } from '#/test/support/requests.ts';
import {
  dayMs,
  givenLater,
  givenSharing,
  givenSharingWorld,
  letPass,
  rowsOf,
  type Sharing,
  type SharingWorld,
  schedule,
  sentOf,
} from './given-sharing.ts';

const hourMs = 3_600_000;
type Deleted = { readonly subject: string; readonly records?: readonly string[] };

describe('third parties, when what they got is deleted here', () => {
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

  type Shared = Sharing & { readonly sessionId: string; readonly subject: string; readonly record: string };
  const givenShared = async (): Promise<Shared> => {
    const sharing = await givenSharing(world, calendar);
    const sessionId = await schedule(world, sharing);
    await world.instance.settled();
    const { subject = '', record = '' } = sentOf(world, 'session.scheduled').at(-1)?.data ?? {};
    return { ...sharing, sessionId, subject, record };
  };

  it('RI3 CO11: are told of an erasure by their own reference, and the certificate says that they confirmed', async () => {
    const { client, subject } = await givenShared();
    const { requestId } = await givenConfirmed(client, { kind: 'erasure' });
    await letPass(world, 2 * hourMs);
    expect(sentOf(world, 'subject.erased').map(({ data }) => data as Deleted)).toEqual([{ subject, reason: 'erased' }]);
    const { thirdParties } = await givenCertificateOf(world.instance, requestId);
    expect(thirdParties).toMatchObject([{ integrationId: calendar.integrationId, state: 'acknowledged' }]);
    world = await givenLater(world, 0);
  });

  it('RI7: are told which record was deleted early, as they know it, and of no other', async () => {
    const { client, subject, record, sessionId, ...sharing } = await givenShared();
    await schedule(world, { ...sharing, client });
    await world.instance.settled();
    const { requestId } = await givenConfirmed(client, { kind: 'early_deletion', about: `session:${sessionId}` });
    await letPass(world, 2 * hourMs);
    expect(sentOf(world, 'records.deleted').map(({ data }) => data as Deleted)).toEqual([
      { subject, records: [record] },
    ]);
    const { thirdParties } = await givenCertificateOf(world.instance, requestId);
    expect(thirdParties).toMatchObject([{ integrationId: calendar.integrationId, state: 'acknowledged' }]);
    world = await givenLater(world, 0);
  });

  it('that do not confirm an erasure are escalated at the end of its own time, and the certificate says so', async () => {
    const shared = await givenShared();
    world.receiver.answer = () => ({ status: 200 });
    const { requestId } = await givenConfirmed(shared.client, { kind: 'erasure' });
    await letPass(world, (recipientDays + 1) * dayMs);
    const { thirdParties } = await givenCertificateOf(world.instance, requestId);
    expect(thirdParties).toMatchObject([{ integrationId: calendar.integrationId, state: 'escalated' }]);
    const [row] = await rowsOf(world, 'propagation', shared);
    expect(row?.fields).toMatchObject({ cause: 'erased', state: 'escalated', requestId });
  });
});
