import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { signedMediaType } from '#/domain/proof/signed-document.ts';
import { own } from './ways.contract.ts';

/** A signed document leaves as the bytes that were signed, so that it can be checked anywhere. */
const signed = { ...own, method: 'GET', mediaType: signedMediaType, answer: () => z.string() } as const;

export const proofRoutes = {
  readReceipt: route({
    ...signed,
    path: '/v1/me/consents/history/{sequence}/receipt',
    says: 'The signed receipt of one choice: a full consent record after ISO/IEC TS 27560, in JSON or JSON-LD.',
    query: () => ({ format: z._default(z.enum(['json', 'jsonld']), 'json') }),
  }),
  readLedger: route({
    ...signed,
    path: '/v1/me/consents/ledger',
    says: 'The caller’s whole ledger of choices with its end signed, so that a missing entry is missed.',
  }),
} as const;
