import * as z from 'zod/mini';
import { bodyOf, changesOf } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { engagement, person } from '#/domain/data-map/entities/directory.ts';
import { engagementAnswer } from './answer.contract.ts';
import { participants } from './ways.contract.ts';

export const engagementRoutes = {
  createEngagement: route({
    method: 'POST',
    path: '/v1/engagements',
    says: 'A coach proposes an engagement to a client, under signed programme terms.',
    who: [{ role: 'coach', relation: 'self' }],
    purposes: ['coaching', 'account'],
    body: () =>
      z.extend(bodyOf(engagement, ['organizationId', 'termsId', 'focus']), {
        clientEmail: person.fields.email.schema,
      }),
    status: 201,
    answer: engagementAnswer,
    replay: { route: 'readEngagement', id: 'engagementId' },
  }),
  listEngagements: route({
    method: 'GET',
    path: '/v1/engagements',
    says: 'The caller’s engagements, newest first.',
    who: [
      { role: 'coach', relation: 'self' },
      { role: 'client', relation: 'self' },
    ],
    purposes: ['coaching', 'account'],
    query: paging,
    status: 200,
    answer: () => page(engagementAnswer()),
  }),
  readEngagement: route({
    method: 'GET',
    path: '/v1/engagements/{engagementId}',
    says: 'One engagement.',
    who: participants,
    purposes: ['coaching', 'account'],
    status: 200,
    answer: engagementAnswer,
  }),
  updateEngagement: route({
    method: 'PATCH',
    path: '/v1/engagements/{engagementId}',
    says: 'Changes what the coaching is about.',
    who: participants,
    purposes: ['coaching', 'account'],
    body: () => changesOf(engagement, ['focus']),
    ifMatch: true,
    status: 200,
    answer: engagementAnswer,
  }),
} as const;
