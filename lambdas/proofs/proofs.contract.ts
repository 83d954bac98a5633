import * as z from 'zod/mini';
import { roles } from '#/domain/access/roles.ts';
import { page, paging, route, type Way } from '#/domain/api/route.ts';
import { signedMediaType } from '#/domain/proof/signed-document.ts';

const everybody: readonly Way[] = roles.map((role) => ({ role, relation: 'self' }));
const auditors: readonly Way[] = [
  { role: 'privacy', relation: 'none' },
  { role: 'security', relation: 'none' },
];
/** A signed document leaves as the bytes that were signed, so that it can be checked anywhere. */
const signed = { method: 'GET', mediaType: signedMediaType, status: 200, answer: () => z.string() } as const;

export const proofRoutes = {
  readCertificate: route({
    ...signed,
    path: '/v1/certificates/{requestId}',
    says: 'The certificate of an erasure, for whoever knows its request: its person has no account any more to ask with.',
    who: 'public',
    purposes: [],
  }),
  readOwnCertificate: route({
    ...signed,
    path: '/v1/me/requests/{requestId}/certificate',
    says: 'The certificate of an early deletion that the caller asked for.',
    who: everybody,
    purposes: ['security'],
  }),
  listRetentionProofs: route({
    method: 'GET',
    path: '/v1/privacy/retention-proofs',
    says: 'The runs of the sweeper that left a proof, newest first.',
    who: auditors,
    purposes: ['security'],
    query: paging,
    status: 200,
    answer: () => page(z.strictObject({ proofId: z.string(), ranAt: z.iso.datetime() })),
  }),
  readRetentionProof: route({
    ...signed,
    path: '/v1/privacy/retention-proofs/{proofId}',
    says: 'The signed proof of one run: how many records of each kind were deleted, and what a hold kept.',
    who: auditors,
    purposes: ['security'],
  }),
} as const;
