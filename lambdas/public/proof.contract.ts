import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { noticeLocales } from '#/domain/consent/choices.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import { once } from '#/domain/once.ts';
import { keySetSchema } from '#/domain/proof/key-set.ts';
import { noticeAnswer } from '#/lambdas/consents/consents.contract.ts';

const open = { method: 'GET', who: 'public', purposes: [], status: 200 } as const;

const dataItem = once(() =>
  z.strictObject({
    entity: z.string(),
    fields: z.array(z.string()),
    categories: z.array(z.string()),
    kept: z.string(),
    /** What lies beside the record, too large for a row. */
    objects: z.optional(z.string()),
  }),
);

/** What signed documents are checked against: the keys, and the notices that receipts cite. */
export const proofRoutes = {
  readKeys: route({
    ...open,
    path: '/.well-known/jwks.json',
    says: 'The public keys that this instance signs receipts, ledgers and certificates with (RFC 7517).',
    answer: keySetSchema,
  }),
  readNotice: route({
    ...open,
    path: '/v1/notices/{noticeId}',
    says: 'What a notice said that people were shown before they chose, today’s or an earlier one.',
    query: () => ({ locale: z._default(z.enum(noticeLocales), 'en') }),
    answer: () =>
      z.extend(noticeAnswer(), {
        purpose: z.enum(consentPurposes),
        /** What the decision is about; the fingerprint is the SHA-256 of its canonical JSON (RFC 8785). */
        material: z.strictObject({
          purpose: z.string(),
          basis: z.string(),
          asks: z.string(),
          scopes: z.array(z.string()),
          collected: z.array(dataItem()),
          used: z.array(dataItem()),
        }),
      }),
  }),
} as const;
