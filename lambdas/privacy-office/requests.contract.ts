import * as z from 'zod/mini';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { requestAnswer } from '#/domain/data-map/entities/rights.ts';
import { countsSchema } from '#/domain/documents/transparency-report.ts';
import { extensionReasons, refusalReasons } from '#/domain/rights/states.ts';
import { officeAnswer } from '#/lambdas/rights/request-answer.contract.ts';

const office = {
  who: [{ role: 'privacy', relation: 'none' } satisfies Way],
  purposes: ['data_rights'],
  status: 200,
} as const;

/** What the person is told besides the reason; kept under their key. */
const explained = { explanation: z.optional(requestAnswer.fields.words.schema) };

export const officeRoutes = {
  listOpenRequests: route({
    ...office,
    method: 'GET',
    path: '/v1/privacy/requests',
    says: 'The open requests of everybody, the first to fall due first: ids, kinds, states and times.',
    query: paging,
    answer: () => page(officeAnswer()),
  }),
  readOpenRequest: route({
    ...office,
    method: 'GET',
    path: '/v1/privacy/requests/{requestId}',
    says: 'One request, open or not, without anything that anybody wrote.',
    answer: officeAnswer,
  }),
  extendRequest: route({
    ...office,
    method: 'POST',
    path: '/v1/privacy/requests/{requestId}/extend',
    says: 'Puts a request off as far as the law allows, once, with the reason that its person is told.',
    body: () => z.strictObject({ reason: z.enum(extensionReasons), ...explained }),
    answer: officeAnswer,
    replay: { route: 'readOpenRequest' },
  }),
  refuseRequest: route({
    ...office,
    method: 'POST',
    path: '/v1/privacy/requests/{requestId}/refuse',
    says: 'Refuses a request, with the reason that its person is told.',
    body: () => z.strictObject({ reason: z.enum(refusalReasons), ...explained }),
    answer: officeAnswer,
    replay: { route: 'readOpenRequest' },
  }),
  completeRequest: route({
    ...office,
    method: 'POST',
    path: '/v1/privacy/requests/{requestId}/complete',
    says: 'Says that a rectification, restriction or objection has been dealt with.',
    body: () => z.strictObject(explained),
    answer: officeAnswer,
    replay: { route: 'readOpenRequest' },
  }),
  countRequests: route({
    ...office,
    method: 'GET',
    path: '/v1/privacy/counts',
    says: 'The requests that arrived in a quarter, by kind and by how they stand: what the transparency report is made from.',
    query: () => ({ quarter: z.string().check(z.regex(/^\d{4}-Q[1-4]$/, 'must be a quarter, such as 2026-Q4')) }),
    answer: countsSchema,
  }),
} as const;
