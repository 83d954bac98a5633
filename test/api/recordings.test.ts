import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { givenConsent, givenWithdrawal } from '#/test/support/consents.ts';
import { beforeSending } from '#/test/support/faults.ts';
import type { ApiAnswer } from '#/test/support/instance.ts';
import { objectsIn } from '#/test/support/objects.ts';
import {
  type Engagement,
  expectStatus,
  givenEngagement,
  givenMember,
  givenSession,
  type Person,
} from '#/test/support/people.ts';
import { givenWorld, type World } from '#/test/vault/given-world.ts';
import { expectProblem } from './expect-problem.ts';

const begin = { body: { justificationId: 'REC-2026001', mediaType: 'audio/ogg' } } as const;

describe('a session recording', () => {
  let world: World;
  beforeAll(async () => {
    world = await givenWorld();
  });
  afterEach(() => world.faults.clear());

  type Pair = Engagement & { readonly path: string };
  const givenPairWithSession = async (): Promise<Pair> => {
    const coach = await givenMember(world.instance, world.organization, 'coach');
    const client = await givenMember(world.instance, world.organization, 'client');
    const engagement = await givenEngagement(world.organization.organizationId, world.termsId, coach, client);
    const sessionId = await givenSession(engagement, new Date(world.instance.clock.now()).toISOString());
    return { ...engagement, path: `/v1/engagements/${engagement.engagementId}/sessions/${sessionId}/recordings` };
  };
  const sendPart = (person: Person, path: string, part: number, bytes: Buffer<ArrayBuffer>): Promise<ApiAnswer> =>
    world.instance.call('PUT', `${path}/parts/${part}`, { token: person.token, bytes });
  const readPart = (person: Person, path: string, part: number): Promise<ApiAnswer> =>
    world.instance.call('GET', `${path}/parts/${part}`, {
      token: person.token,
      headers: { accept: 'application/octet-stream' },
    });
  const givenRecording = async ({ coach, path }: Pair, bytes = randomBytes(2_000)): Promise<string> => {
    const { recordingId } = expectStatus(await coach.call('POST', path, begin), 201);
    const one = `${path}/${String(recordingId)}`;
    expectStatus(await sendPart(coach, one, 1, bytes), 200);
    expectStatus(await coach.call('POST', `${one}/complete`), 200);
    return one;
  };
  const givenConsents = async ({ coach, client }: Pair) => {
    await givenConsent(client, 'session_recording');
    await givenConsent(coach, 'session_recording');
  };

  it('CO1 CC7: takes the consent of everybody who takes part', async () => {
    const pair = await givenPairWithSession();
    expectProblem(await pair.coach.call('POST', pair.path, begin), 'consent-required');
    await givenConsent(pair.client, 'session_recording');
    expectProblem(await pair.coach.call('POST', pair.path, begin), 'consent-required');
    await givenConsent(pair.coach, 'session_recording');
    expectStatus(await pair.coach.call('POST', pair.path, begin), 201);
  });

  it('MI12: takes a written justification', async () => {
    const pair = await givenPairWithSession();
    await givenConsents(pair);
    const body = { mediaType: 'audio/ogg' };
    expectProblem(await pair.coach.call('POST', pair.path, { body }), 'invalid-request', 'body.justificationId');
  });

  it('is read part by part, byte for byte, by both participants', async () => {
    const pair = await givenPairWithSession();
    await givenConsents(pair);
    const { recordingId } = expectStatus(await pair.coach.call('POST', pair.path, begin), 201);
    const one = `${pair.path}/${String(recordingId)}`;
    const parts = [randomBytes(300_000), randomBytes(10)];
    for (const [index, bytes] of parts.entries()) expectStatus(await sendPart(pair.coach, one, index + 1, bytes), 200);
    for (const person of [pair.coach, pair.client]) {
      for (const [index, bytes] of parts.entries()) {
        const answer = await readPart(person, one, index + 1);
        expect(answer.status).toBe(200);
        expect(Buffer.compare(answer.body as Buffer, bytes)).toBe(0);
      }
    }
    expectProblem(await readPart(pair.client, one, 3), 'not-found');
    expectProblem(await sendPart(pair.coach, one, 4, parts[1] as Buffer<ArrayBuffer>), 'conflict');
  });

  it.each(['client', 'coach'] as const)(
    'CO9 CO10: is unreadable for everybody when the %s withdraws, and then gone from the store',
    async (who) => {
      const pair = await givenPairWithSession();
      await givenConsents(pair);
      const one = await givenRecording(pair);
      expect((await readPart(pair.client, one, 1)).status).toBe(200);
      await givenWithdrawal(pair[who], 'session_recording');
      for (const person of [pair.client, pair.coach]) expectProblem(await readPart(person, one, 1), 'consent-required');
      await world.instance.settled();
      const rows = await world.tables.all();
      const recordingId = one.split('/').at(-1) ?? '';
      expect(rows.filter(({ entity, pk, sk }) => entity === 'recording' && `${pk}${sk}`.includes(recordingId))).toEqual(
        [],
      );
      expect(rows.filter(({ entity, sk }) => entity === 'recording_pointer' && sk.includes(recordingId))).toEqual([]);
      expect(await objectsIn(world.instance, 'recordings', recordingId)).toEqual([]);
      await givenConsent(pair[who], 'session_recording');
      expectProblem(await readPart(pair.client, one, 1), 'not-found');
    },
  );

  it('leaves no part behind that lost its race against a withdrawal', async () => {
    const pair = await givenPairWithSession();
    await givenConsents(pair);
    const { recordingId } = expectStatus(await pair.coach.call('POST', pair.path, begin), 201);
    const one = `${pair.path}/${String(recordingId)}`;
    world.faults.inject(
      { operation: 'TransactWriteItems' },
      beforeSending(async () => {
        world.faults.clear();
        await givenWithdrawal(pair.client, 'session_recording');
      }),
    );
    expectProblem(await sendPart(pair.coach, one, 1, randomBytes(50)), 'consent-required');
    await world.instance.settled();
    expect(await objectsIn(world.instance, 'recordings', String(recordingId))).toEqual([]);
  });
});
