import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#/test/api/expect-problem.ts';
import { parseCalendar } from '#/test/api/parse-calendar.ts';
import type { GivenInstance } from '#/test/support/instance.ts';
import {
  type Engagement,
  expectStatus,
  givenPair,
  givenRefreshed,
  givenSession,
  givenSignedInAgain,
} from '#/test/support/people.ts';
import { givenSharedInstance } from '#/test/support/shared-instance.ts';

let instance: GivenInstance;
let pair: Engagement;
let path: string;

beforeAll(async () => {
  const inUse = await givenSharedInstance();
  instance = inUse.instance;
  pair = await givenPair(instance, inUse.programme);
  path = `/v1/engagements/${pair.engagementId}/sessions`;
});

const inAnHour = () => new Date(instance.clock.now() + 3_600_000).toISOString();
const anHourAgo = () => new Date(instance.clock.now() - 3_600_000).toISOString();
const move = (sessionId: string, to: string) => pair.coach.call('POST', `${path}/${sessionId}/${to}`);
const reschedule = (sessionId: string, body: object, etag = '"1"') =>
  pair.client.call('PATCH', `${path}/${sessionId}`, { body, headers: { 'if-match': etag } });

describe('CC2: a session', () => {
  it('is scheduled and moved by either, and is not completed or missed before it starts', async () => {
    const sessionId = await givenSession(pair, inAnHour());
    for (const to of ['complete', 'no-show']) expectProblem(await move(sessionId, to), 'conflict');
    const startsAt = anHourAgo();
    expect(expectStatus(await reschedule(sessionId, { startsAt }), 200)).toMatchObject({ startsAt, topic: 'Feedback' });
    expect(expectStatus(await move(sessionId, 'complete'), 200)).toMatchObject({ status: 'completed', version: 3 });
    expectProblem(await reschedule(sessionId, { startsAt }, '"3"'), 'conflict');
  });

  it.each([
    ['complete', 'completed'],
    ['cancel', 'cancelled'],
    ['no-show', 'no_show'],
  ])('ends once: after %s nothing follows', async (to, status) => {
    const sessionId = await givenSession(pair, anHourAgo());
    const ended = expectStatus(await move(sessionId, to), 200);
    expect(ended).toMatchObject({ status });
    expect(Date.parse(String(ended.endedAt))).toBeLessThanOrEqual(instance.clock.now());
    for (const next of ['complete', 'cancel', 'no-show']) expectProblem(await move(sessionId, next), 'conflict');
  });

  it('is cancelled before it starts, by the client too; only the coach completes or misses it', async () => {
    const sessionId = await givenSession(pair, inAnHour());
    for (const to of ['complete', 'no-show'])
      expectProblem(await pair.client.call('POST', `${path}/${sessionId}/${to}`), 'forbidden');
    expectStatus(await pair.client.call('POST', `${path}/${sessionId}/cancel`), 200);
  });
});

describe('the time of a session', () => {
  it.each([
    '1999-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-11-21T09:30:00',
    '2026-11-21T09:30:00+01:00',
    '2026-11-21',
    '2026-11-21T25:00:00Z',
    '1795253400',
  ])('is RFC 3339 in UTC in this millennium: not %s', async (startsAt) => {
    const answer = await pair.coach.call('POST', path, { body: { startsAt, durationMinutes: 30 } });
    expectProblem(answer, 'invalid-request', 'body.startsAt');
  });
});

describe('the calendar file of a session', () => {
  const calendarOf = async (sessionId: string) => {
    const answer = await pair.client.call('GET', `${path}/${sessionId}/calendar.ics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    return String(answer.body);
  };

  it('says when and where, and neither what about nor with whom', async () => {
    const startsAt = '2026-12-24T09:30:00Z';
    const place = 'Room "Ö", 2nd floor; left, by the \\ stairs. '.repeat(6).trim();
    const body = { startsAt, durationMinutes: 45, topic: 'Fear of the board', place };
    const { sessionId } = expectStatus(await pair.coach.call('POST', path, { body }), 201);
    const text = await calendarOf(String(sessionId));
    expect(parseCalendar(text)).toMatchObject({
      VERSION: '2.0',
      UID: sessionId,
      SEQUENCE: '0',
      DTSTART: '20261224T093000Z',
      DTEND: '20261224T101500Z',
      SUMMARY: 'Coaching session',
      LOCATION: place,
      STATUS: 'CONFIRMED',
    });
    for (const secret of ['Fear', pair.coach.email, pair.client.email, pair.coach.personId, pair.client.personId])
      expect(text).not.toContain(secret);
  });

  it.each(['2000-01-01T00:00:00Z', '2999-12-31T23:59:59Z', '2028-02-29T23:59:59.999Z'])(
    'is well formed for %s',
    async (startsAt) => {
      const sessionId = await givenSession(pair, startsAt);
      const { DTSTART, DTEND } = parseCalendar(await calendarOf(sessionId));
      for (const moment of [DTSTART, DTEND]) expect(moment).toMatch(/^\d{8}T\d{6}Z$/);
    },
  );

  it('follows the session: sequence and status', async () => {
    const sessionId = await givenSession(pair, inAnHour());
    expectStatus(await reschedule(sessionId, { durationMinutes: 30 }), 200);
    expect(parseCalendar(await calendarOf(sessionId))).toMatchObject({ SEQUENCE: '1', STATUS: 'CONFIRMED' });
    expectStatus(await move(sessionId, 'cancel'), 200);
    expect(parseCalendar(await calendarOf(sessionId))).toMatchObject({ SEQUENCE: '2', STATUS: 'CANCELLED' });
  });
});

describe('when a session was held', () => {
  it('IA11: a sign-in from before it ends after 15 idle minutes, of the client and of the coach', async () => {
    const sessionId = await givenSession(pair, anHourAgo());
    expectStatus(await move(sessionId, 'complete'), 200);
    instance.clock.advance(16 * 60_000);
    for (const person of [pair.coach, pair.client]) {
      const refreshed = await givenRefreshed(instance, person);
      expectProblem(await refreshed.call('GET', '/v1/me'), 'session-ended');
    }
  });

  it('a later sign-in has its whole idle time', async () => {
    const client = await givenSignedInAgain(instance, pair.client);
    expectStatus(await client.call('GET', '/v1/me'), 200);
    instance.clock.advance(50 * 60_000);
    expectStatus(await (await givenRefreshed(instance, client)).call('GET', '/v1/me'), 200);
  });
});
