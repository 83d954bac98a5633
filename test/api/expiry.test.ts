import { beforeAll, describe, expect, it } from 'vitest';
import type { runtime as Runtime } from '#/lambdas/platform/runtime.ts';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { type GivenInstance, givenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenProgramme,
  givenSession,
  givenSignedInAgain,
  givenStaff,
  type Person,
  type Programme,
} from '#/test/support/people.ts';

let instance: GivenInstance;
let operator: Person;
let runtime: typeof Runtime;

beforeAll(async () => {
  instance = await givenInstance({ start: Date.parse('2027-01-31T10:00:00Z') });
  operator = await givenStaff(instance, 'platform_admin');
  // The functions' own clock, which stands still where a millisecond decides.
  ({ runtime } = await import('#/lambdas/platform/runtime.ts'));
});

async function givenShorter(programme: Programme, retentionMonths: number): Promise<void> {
  const path = `/v1/organizations/${programme.organizationId}`;
  const call = { body: { retentionMonths }, headers: { 'if-match': '"1"' } };
  expectStatus(await programme.admin.call('PATCH', path, call), 200);
}

/** An ended engagement with records, the paths to them, and when they are to be deleted. */
async function givenEnded(pair: Engagement) {
  const { coach, client, engagementId } = pair;
  const path = `/v1/engagements/${engagementId}`;
  const sessionId = await givenSession(pair, '2027-01-30T09:00:00Z');
  const body = { body: 'She spoke up.', visibility: 'participants' };
  const written = await coach.call('POST', `${path}/sessions/${sessionId}/notes`, { body });
  const { noteId } = expectStatus(written, 201);
  expect((await client.call('POST', `${path}/end`)).status).toBe(204);
  const ended = expectStatus(await client.call('GET', path), 200);
  const { deleteAfter } = ended.retention as { deleteAfter: string };
  const places = ['', `/sessions/${sessionId}`, `/sessions/${sessionId}/notes/${noteId}`].map(
    (place) => `${path}${place}`,
  );
  return { places, lists: ['/v1/engagements'], deleteAfter, endedAt: String(ended.endedAt) };
}

const monthsBetween = (from: string, to: string): number => {
  const [first, last] = [new Date(from), new Date(to)];
  return (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
};

async function at<T>(moment: number, work: () => Promise<T>): Promise<T> {
  const { now } = runtime;
  runtime.now = () => moment;
  return work().finally(() => {
    runtime.now = now;
  });
}

describe('retention', () => {
  it('MI1: is 24 months after the end, to the millisecond, and by the clock alone', async () => {
    const pair = await givenPair(instance, await givenProgramme(instance, operator));
    const { places, deleteAfter, endedAt } = await givenEnded(pair);
    expect(monthsBetween(endedAt, deleteAfter)).toBe(24);
    expect(deleteAfter.slice(8)).toBe(endedAt.slice(8));
    const last = Date.parse(deleteAfter);
    instance.clock.advance(last - instance.clock.now() - 5_000);
    const client = await givenSignedInAgain(instance, pair.client);
    for (const place of places) {
      const answer = await at(last - 1, () => client.call('GET', place));
      expect(answer.body).toMatchObject({ retention: { deleteAfter } });
      expectProblem(await at(last, () => client.call('GET', place)), 'not-found');
    }
    const list = (moment: number) => at(moment, () => client.call('GET', '/v1/engagements'));
    expect((await list(last - 1)).body).toMatchObject({ items: [{ engagementId: pair.engagementId }] });
    expect((await list(last)).body).toEqual({ items: [], next: null });
  });

  it('MI1: is shortened by the organisation for engagements made from then on', async () => {
    operator = await givenSignedInAgain(instance, operator);
    const programme = await givenProgramme(instance, operator);
    const before = await givenPair(instance, programme);
    await givenShorter(programme, 1);
    const after = await givenPair(instance, programme);
    const [long, short] = [await givenEnded(before), await givenEnded(after)];
    expect(monthsBetween(long.endedAt, long.deleteAfter)).toBe(24);
    expect(monthsBetween(short.endedAt, short.deleteAfter)).toBe(1);
    const last = Date.parse(short.deleteAfter);
    instance.clock.advance(last - instance.clock.now() - 5_000);
    const client = await givenSignedInAgain(instance, after.client);
    for (const place of short.places) {
      expect((await at(last - 1, () => client.call('GET', place))).status).toBe(200);
      expectProblem(await at(last, () => client.call('GET', place)), 'not-found');
    }
  });
});
