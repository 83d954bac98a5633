import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { copyImport } from '#/domain/data-map/entities/rights.ts';
import { shapeOf } from '#/domain/data-map/entity.ts';
import { once } from '#/domain/once.ts';
import { uploadBytesAtMost } from '#/domain/rights/copy/faults.ts';
import { own } from './ways.contract.ts';

const fields = once(() => shapeOf(copyImport.fields));

const importAnswer = once(() => {
  const { state, bytes, sha256, faults, restored } = fields();
  return z.strictObject({
    importId: z.string(),
    state,
    bytes,
    sha256,
    /** Where the file is to be put, with exactly these headers; null when it is too late for that. */
    upload: z.nullable(
      z.strictObject({
        method: z.literal('PUT'),
        url: z.string(),
        headers: z.record(z.string(), z.string()),
        expiresAt: z.iso.datetime(),
      }),
    ),
    faults,
    restored,
    closedAt: z.nullable(z.iso.datetime()),
    version: z.int(),
  });
});

export const importRoutes = {
  beginImport: route({
    ...own,
    method: 'POST',
    path: '/v1/me/imports',
    says: 'Brings a copy of one’s data back: says how large it is and its SHA-256, and answers where to put it.',
    body: () =>
      z.strictObject({
        bytes: z
          .int()
          .check(z.minimum(1), z.maximum(uploadBytesAtMost, `must be at most ${uploadBytesAtMost}, which is 256 MiB`)),
        sha256: fields().sha256,
      }),
    status: 202,
    answer: importAnswer,
    replay: { route: 'readImport', id: 'importId' },
  }),
  startImport: route({
    ...own,
    method: 'POST',
    path: '/v1/me/imports/{importId}/start',
    says: 'Says that the file is there. It is checked as a whole; then what is missing is restored, or nothing is.',
    status: 202,
    answer: importAnswer,
    replay: { route: 'readImport' },
  }),
  readImport: route({
    ...own,
    method: 'GET',
    path: '/v1/me/imports/{importId}',
    says: 'How far an import is; of a refused one, which file is wrong and why.',
    status: 200,
    answer: importAnswer,
  }),
} as const;
