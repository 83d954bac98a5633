import * as z from 'zod/mini';
import { binaryMediaType, bytes } from '#/domain/api/bytes.ts';
import { route } from '#/domain/api/route.ts';
import { once } from '#/domain/once.ts';
import { own } from './ways.contract.ts';

const deliveryAnswer = once(() =>
  z.strictObject({
    deliveryId: z.string(),
    requestId: z.string(),
    /** What the file is to be called. */
    fileName: z.string(),
    bytes: z.int(),
    pieces: z.int(),
    /** The piece to take next; the pieces one after the other are the file. */
    next: z.int(),
    expiresAt: z.iso.datetime(),
    /** Goes with every piece. Told once, with the link. */
    proof: z.nullable(z.string()),
  }),
);

export const deliveryRoutes = {
  makeLink: route({
    ...own,
    method: 'POST',
    path: '/v1/me/requests/{requestId}/link',
    says: 'A link to the copy that was asked for, good once and until the copy is gone. An earlier link is good no more.',
    freshSignIn: true,
    status: 201,
    answer: deliveryAnswer,
    replay: { route: 'readDelivery', id: 'deliveryId' },
  }),
  readDelivery: route({
    ...own,
    method: 'GET',
    path: '/v1/me/deliveries/{deliveryId}',
    says: 'How far a copy has been handed over.',
    status: 200,
    answer: deliveryAnswer,
  }),
  takePiece: route({
    ...own,
    method: 'POST',
    path: '/v1/me/deliveries/{deliveryId}/pieces/{part}',
    says: 'The next piece of the copy, of at most 4 MiB; each is handed over once. Takes Accept: application/octet-stream.',
    body: () =>
      z.strictObject({ proof: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, 'must be the proof of the link')) }),
    status: 200,
    mediaType: binaryMediaType,
    answer: bytes,
  }),
} as const;
