import * as z from 'zod/mini';
import { route } from '#/domain/api/route.ts';
import { noticeLocales } from '#/domain/consent/choices.ts';

const open = { method: 'GET', who: 'public', purposes: [], status: 200 } as const;
const page = { ...open, mediaType: 'text/html', answer: () => z.string() } as const;

/** What people can read about this instance before they have an account, made from the data map and the contracts. */
export const documentRoutes = {
  readPrivacyNotice: route({
    ...page,
    path: '/privacy-notice',
    says: 'The privacy notice as a page: `short` in plain words, `full` with every field that is stored.',
    query: () => ({
      layer: z._default(z.enum(['short', 'full']), 'short'),
      locale: z._default(z.enum(noticeLocales), 'en'),
    }),
  }),
  readTrust: route({
    ...page,
    path: '/trust',
    says: 'What is protected how, what operators can technically read, and what is not claimed, as a page.',
  }),
  readEncryption: route({
    ...open,
    path: '/trust/encryption',
    says: 'What staff can and cannot technically read, by content class and by kind of record.',
    answer: () =>
      z.strictObject({
        instance: z.string(),
        region: z.string(),
        mapVersion: z.int(),
        classes: z.array(
          z.strictObject({
            contentClass: z.string(),
            covers: z.array(z.string()),
            operatorCanRead: z.string(),
            operatorCannotRead: z.string(),
          }),
        ),
        records: z.array(
          z.strictObject({
            record: z.string(),
            contentClass: z.string(),
            encrypted: z.array(z.string()),
            readableInTheTable: z.array(z.string()),
            staffWithARoute: z.array(z.string()),
          }),
        ),
        notClaimed: z.array(z.string()),
      }),
  }),
} as const;
