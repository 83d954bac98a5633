import { Problem } from '#/domain/api/problems.ts';
import { noticeWithId } from '#/domain/consent/notice-archive.ts';
import type { KeySet } from '#/domain/proof/key-set.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { proofRoutes } from './proof.contract.ts';

export const proofOperations: Operations<typeof proofRoutes> = {
  readKeys: async (_, { vault }) => ({ keys: (await vault.signer.publicKeys()) as KeySet['keys'] }),

  readNotice: async ({ params, query }) => {
    const notice = noticeWithId(params.noticeId, query.locale);
    if (!notice) throw new Problem('not-found');
    return notice;
  },
};
