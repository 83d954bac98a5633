import { bodyOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { agreement } from '#/domain/data-map/entities/directory.ts';
import { once } from '#/domain/once.ts';
import { participants } from './ways.contract.ts';

const agreementAnswer = once(() => representation(agreement, ['engagementId', 'agreementId']));

export const agreementRoutes = {
  proposeAgreement: route({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/agreements',
    says: 'Proposes an agreement; who proposes has thereby signed.',
    who: participants,
    purposes: ['coaching'],
    body: () => bodyOf(agreement, ['text']),
    status: 201,
    answer: agreementAnswer,
    replay: { route: 'readAgreement', id: 'agreementId' },
  }),
  listAgreements: route({
    method: 'GET',
    path: '/v1/engagements/{engagementId}/agreements',
    says: 'The agreements proposed in an engagement, newest first; the newest counts.',
    who: participants,
    purposes: ['coaching'],
    query: paging,
    status: 200,
    answer: () => page(agreementAnswer()),
  }),
  readAgreement: route({
    method: 'GET',
    path: '/v1/engagements/{engagementId}/agreements/{agreementId}',
    says: 'One agreement.',
    who: participants,
    purposes: ['coaching'],
    status: 200,
    answer: agreementAnswer,
  }),
  signAgreement: route({
    method: 'POST',
    path: '/v1/engagements/{engagementId}/agreements/{agreementId}/sign',
    says: 'The caller signs the agreement.',
    who: participants,
    purposes: ['coaching'],
    status: 200,
    answer: agreementAnswer,
    replay: { route: 'readAgreement' },
  }),
} as const;
