import * as z from 'zod/mini';
import { representation } from '#/domain/api/representation.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { insight } from '#/domain/data-map/entities/insights.ts';
import { id } from '#/domain/ids.ts';
import { insightInputs } from '#/domain/insights/inputs.ts';
import { once } from '#/domain/once.ts';

const coach: Way = { role: 'coach', relation: 'coach' };
const client: Way = { role: 'client', relation: 'client' };
/** For this purpose and no other: engagement and notes open through the lens that the client’s consent made, or not at all. */
const consented = { who: [coach, client], purposes: ['ai_insights'] } as const;
const list = '/v1/engagements/{engagementId}/insights';
const one = `${list}/{insightId}` as const;

const insightAnswer = once(() => representation(insight, ['engagementId', 'insightId']));

export const insightRoutes = {
  makeInsight: route({
    ...consented,
    method: 'POST',
    path: list,
    says: 'Has a program summarise notes of a session, goals or messages, if the client has consented to it. Private notes are left out.',
    body: () =>
      z.strictObject({ madeFrom: z.enum(insightInputs), sessionId: z.optional(id('session')) }).check(
        z.refine(({ madeFrom, sessionId }) => (madeFrom === 'notes') === (sessionId !== undefined), {
          error: 'must be the session whose notes are summarised, and is left out for goals and messages',
          path: ['sessionId'],
        }),
      ),
    status: 201,
    answer: insightAnswer,
    replay: { route: 'readInsight', id: 'insightId' },
  }),
  listInsights: route({
    ...consented,
    method: 'GET',
    path: list,
    says: 'The insights of an engagement, newest first.',
    query: paging,
    status: 200,
    answer: () => page(insightAnswer()),
  }),
  readInsight: route({
    ...consented,
    method: 'GET',
    path: one,
    says: 'One insight, with the program that wrote it and what it was made from.',
    status: 200,
    answer: insightAnswer,
  }),
  deleteInsight: route({
    ...consented,
    method: 'DELETE',
    path: one,
    says: 'Deletes an insight before its time.',
    ifMatch: true,
    status: 204,
  }),
} as const;
