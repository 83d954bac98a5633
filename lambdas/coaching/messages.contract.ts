import { bodyOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { message } from '#/domain/data-map/entities/coaching.ts';
import { once } from '#/domain/once.ts';
import { coaching } from './ways.contract.ts';

const messageAnswer = once(() => representation(message, ['engagementId', 'messageId']));

export const messageRoutes = {
  sendMessage: route({
    ...coaching,
    method: 'POST',
    path: '/v1/engagements/{engagementId}/messages',
    says: 'Writes to the other participant.',
    body: () => bodyOf(message, ['body']),
    status: 201,
    answer: messageAnswer,
    replay: { route: 'readMessage', id: 'messageId' },
  }),
  listMessages: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/messages',
    says: 'The messages of an engagement, newest first.',
    query: paging,
    status: 200,
    answer: () => page(messageAnswer()),
  }),
  readMessage: route({
    ...coaching,
    method: 'GET',
    path: '/v1/engagements/{engagementId}/messages/{messageId}',
    says: 'One message.',
    status: 200,
    answer: messageAnswer,
  }),
} as const;
