import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { collectedFor } from './collected.ts';
import { withdrawals } from './contract.ts';
import { deleteFound } from './delete.ts';

/**
 * Physical deletion after a withdrawal. Nothing here could be read any more: the key went with the withdrawal's own
 * transaction. What a legal hold keeps stays, sealed under a key that no function opens.
 */
export const handler = serveJob(
  withdrawals,
  async ({ purpose, subjectId }, context, { vault }) => {
    if (!purpose) throw new TypeError('An event that ends a consent names its purpose.');
    const deleted = await step(context, 'delete', () =>
      deleteFound(vault, subjectId, collectedFor(vault, subjectId, purpose)),
    );
    return { purpose, ...deleted };
  },
  { buckets: objectStore },
);
