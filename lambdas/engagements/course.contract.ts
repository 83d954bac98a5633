import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { id } from '#/domain/ids.ts';
import { engagementAnswer } from './answer.contract.ts';
import { coach, participants } from './ways.contract.ts';

export const courseRoutes = {
  startEngagement: route({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/start',
    says: 'Starts or resumes coaching under a signed agreement.',
    who: [coach],
    purposes: ['coaching', 'account'],
    body: () => z.strictObject({ agreementId: id('agreement') }),
    status: 200,
    answer: engagementAnswer,
    replay: { route: 'readEngagement' },
  }),
  pauseEngagement: route({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/pause',
    says: 'Pauses coaching.',
    who: participants,
    purposes: ['coaching', 'account'],
    status: 200,
    answer: engagementAnswer,
    replay: { route: 'readEngagement' },
  }),
  endEngagement: route({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/end',
    says: 'Ends the engagement for good: the coach’s access ends with the answer, the client keeps reading until deletion.',
    who: participants,
    purposes: ['coaching'],
    status: 204,
  }),
} as const;
