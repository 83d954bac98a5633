import { bodyOf, representation } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { programmeTerms } from '#/domain/data-map/entities/directory.ts';
import { once } from '#/domain/once.ts';
import { administrator, members } from './ways.contract.ts';

const termsAnswer = once(() => representation(programmeTerms, ['organizationId', 'termsId']));

export const termsRoutes = {
  createTerms: route({
    method: 'POST',
    path: '/v1/organizations/{organizationId}/programme-terms',
    says: 'Proposes programme terms for the sponsor to sign.',
    who: administrator,
    purposes: ['coaching'],
    body: () => bodyOf(programmeTerms, ['title', 'text', 'sponsorSees']),
    status: 201,
    answer: termsAnswer,
    replay: { route: 'readTerms', id: 'termsId' },
  }),
  listTerms: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/programme-terms',
    says: 'The programme terms of an organisation.',
    who: members,
    purposes: ['coaching'],
    query: paging,
    status: 200,
    answer: () => page(termsAnswer()),
  }),
  readTerms: route({
    method: 'GET',
    path: '/v1/organizations/{organizationId}/programme-terms/{termsId}',
    says: 'One set of programme terms.',
    who: members,
    purposes: ['coaching'],
    status: 200,
    answer: termsAnswer,
  }),
  signTerms: route({
    method: 'POST',
    path: '/v1/organizations/{organizationId}/programme-terms/{termsId}/sign',
    says: 'The sponsor signs, once; engagements cite the hash of what was signed.',
    who: [{ role: 'sponsor', relation: 'member' }],
    purposes: ['coaching'],
    status: 200,
    answer: termsAnswer,
    replay: { route: 'readTerms' },
  }),
} as const;
