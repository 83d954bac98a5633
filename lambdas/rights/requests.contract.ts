import * as z from 'zod/mini';
import { bodyOf } from '#/domain/api/representation.ts';
import { page, paging, route } from '#/domain/api/route.ts';
import { dataRequest, requestText } from '#/domain/data-map/entities/rights.ts';
import { requestAnswer } from './request-answer.contract.ts';
import { own } from './ways.contract.ts';

export const requestRoutes = {
  makeRequest: route({
    ...own,
    // An opt-out takes effect with its arrival.
    purposes: ['data_rights', 'consent_proof'],
    method: 'POST',
    path: '/v1/me/requests',
    says: 'Asks for a right over one’s own data. What is open already for the same is answered instead of asked again.',
    body: () =>
      z.extend(bodyOf(requestText, ['words', 'displayName', 'timeZone', 'locale']), {
        ...bodyOf(dataRequest, ['kind', 'about', 'residence', 'grace']).shape,
      }),
    status: 201,
    answer: requestAnswer,
    replay: { route: 'readRequest', id: 'requestId' },
  }),
  listRequests: route({
    ...own,
    method: 'GET',
    path: '/v1/me/requests',
    says: 'The caller’s requests, newest first.',
    query: paging,
    status: 200,
    answer: () => page(requestAnswer()),
  }),
  readRequest: route({
    ...own,
    method: 'GET',
    path: '/v1/me/requests/{requestId}',
    says: 'One request: where it stands, by when it is due under which law, and what will stay.',
    status: 200,
    answer: requestAnswer,
  }),
  confirmRequest: route({
    ...own,
    // A correction of the profile and an objection are made with the confirmation.
    purposes: ['data_rights', 'account', 'consent_proof'],
    method: 'POST',
    path: '/v1/me/requests/{requestId}/confirm',
    says: 'Confirms a request with a fresh sign-in: from now on it is carried out.',
    freshSignIn: true,
    status: 200,
    answer: requestAnswer,
    replay: { route: 'readRequest' },
  }),
  cancelRequest: route({
    ...own,
    method: 'POST',
    path: '/v1/me/requests/{requestId}/cancel',
    says: 'Calls off a request that is not confirmed, or an erasure in its days of grace; lifts a restriction.',
    status: 200,
    answer: requestAnswer,
    replay: { route: 'readRequest' },
  }),
} as const;
