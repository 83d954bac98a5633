import * as z from 'zod/mini';
import { page, paging, route } from '#/domain/api/route.ts';
import { consentEntry } from '#/domain/data-map/entities/consent.ts';
import { shapeOf } from '#/domain/data-map/entity.ts';
import { own } from './ways.contract.ts';

export const historyRoutes = {
  listConsentHistory: route({
    ...own,
    method: 'GET',
    path: '/v1/me/consents/history',
    says: 'Every choice the caller ever made, newest first: the ledger’s entries as they stand.',
    query: () => ({
      ...paging(),
      purpose: z.optional(consentEntry.fields.purpose.schema),
      state: z.optional(consentEntry.fields.state.schema),
    }),
    answer: () =>
      page(z.extend(z.strictObject(shapeOf(consentEntry.fields)), { sequence: z.int(), at: z.iso.datetime() })),
  }),
} as const;
