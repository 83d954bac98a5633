import { bodyOf, changesOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { action } from '#/domain/data-map/entities/coaching.ts';
import { once } from '#/domain/once.ts';
import { coaching } from './ways.contract.ts';

const actionAnswer = once(() => representation(action, ['engagementId', 'actionId']));

export const actionRoutes = {
  addAction: route({
    ...coaching,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/actions',
    says: 'Adds something to do.',
    body: () => bodyOf(action, ['title', 'goalId', 'dueDate']),
    status: 201,
    answer: actionAnswer,
    replay: { route: 'readAction', id: 'actionId' },
  }),
  listActions: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/actions',
    says: 'What is to be done, newest first.',
    query: paging,
    status: 200,
    answer: () => page(actionAnswer()),
  }),
  readAction: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/actions/{actionId}',
    says: 'One action.',
    status: 200,
    answer: actionAnswer,
  }),
  updateAction: route({
    ...coaching,
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}/actions/{actionId}',
    says: 'Changes an action or marks it as done.',
    body: () => changesOf(action, ['title', 'status', 'dueDate']),
    ifMatch: true,
    status: 200,
    answer: actionAnswer,
  }),
} as const;
