import * as z from 'zod/mini';
import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { session } from '#/domain/data-map/entities/coaching.ts';
import { once } from '#/domain/once.ts';
import { byCoach, coaching } from './ways.contract.ts';

const sessionAnswer = once(() => representation(session, ['engagementId', 'sessionId']));

export const sessionRoutes = {
  scheduleSession: route({
    ...coaching,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/sessions',
    says: 'Schedules a session.',
    body: () => bodyOf(session, ['startsAt', 'durationMinutes', 'topic', 'place']),
    status: 201,
    answer: sessionAnswer,
    replay: { route: 'readSession', id: 'sessionId' },
  }),
  listSessions: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/sessions',
    says: 'The sessions of an engagement, the last scheduled first.',
    query: paging,
    status: 200,
    answer: () => page(sessionAnswer()),
  }),
  readSession: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}',
    says: 'One session.',
    status: 200,
    answer: sessionAnswer,
  }),
  rescheduleSession: route({
    ...coaching,
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}',
    says: 'Moves a scheduled session, or changes its topic or place.',
    body: () => changesOf(session, ['startsAt', 'durationMinutes', 'topic', 'place']),
    ifMatch: true,
    status: 200,
    answer: sessionAnswer,
  }),
  completeSession: route({
    ...byCoach,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/complete',
    says: 'Marks a session as held. From then on a sign-in of coach or client ends after 15 idle minutes.',
    status: 200,
    answer: sessionAnswer,
    replay: { route: 'readSession' },
  }),
  cancelSession: route({
    ...coaching,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/cancel',
    says: 'Cancels a scheduled session.',
    status: 200,
    answer: sessionAnswer,
    replay: { route: 'readSession' },
  }),
  missSession: route({
    ...byCoach,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/no-show',
    says: 'Marks a session as missed by the client.',
    status: 200,
    answer: sessionAnswer,
    replay: { route: 'readSession' },
  }),
  readSessionCalendar: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/sessions/{sessionId}/calendar.ics',
    says: 'The session as an iCalendar file. It carries time and place, not the topic or a name.',
    status: 200,
    mediaType: 'text/calendar',
    answer: () => z.string(),
  }),
} as const;
