import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { goal } from '#/domain/data-map/entities/coaching.ts';
import { once } from '#/domain/once.ts';
import { coaching } from './ways.contract.ts';

const goalAnswer = once(() => representation(goal, ['engagementId', 'goalId']));

export const goalRoutes = {
  setGoal: route({
    ...coaching,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/goals',
    says: 'Sets a goal.',
    body: () => bodyOf(goal, ['title', 'description', 'targetDate']),
    status: 201,
    answer: goalAnswer,
    replay: { route: 'readGoal', id: 'goalId' },
  }),
  listGoals: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/goals',
    says: 'The goals of an engagement, newest first.',
    query: paging,
    status: 200,
    answer: () => page(goalAnswer()),
  }),
  readGoal: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/goals/{goalId}',
    says: 'One goal.',
    status: 200,
    answer: goalAnswer,
  }),
  updateGoal: route({
    ...coaching,
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}/goals/{goalId}',
    says: 'Changes a goal or how far the client is.',
    body: () => changesOf(goal, ['title', 'description', 'status', 'progress', 'targetDate']),
    ifMatch: true,
    status: 200,
    answer: goalAnswer,
  }),
} as const;
