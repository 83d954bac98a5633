import { stopsAtOnce } from '#/domain/consent/objections.ts';
import { isLegitimateInterest, type Purpose } from '#/domain/data-map/purposes.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serveJob, step } from '#/lambdas/platform/serve-job.ts';
import { deleteCollected, deleteOutlived } from '#/vault/collected.ts';
import { personEpoch } from '#/vault/epochs.ts';
import type { Errand } from '#/vault/errand.ts';
import { destroyHeldKeys } from '#/vault/held-keys.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { withdrawals } from './contract.ts';

const errandOf = (personId: string): Errand => ({
  service: 'service:withdrawals',
  name: 'withdrawals',
  purposes: ['consent_proof'],
  personId,
});

/** What a hold had kept goes, unless another one stands. Of an account that is being erased, the erasure sees to it. */
async function afterHold(vault: Vault, { subjectId, resourceId }: JobEvent) {
  const epoch = personEpoch(subjectId);
  const status = (await getTogether(vault.tables, [epoch])).get(epoch)?.fields.status;
  if (status === 'closed') return { keys: 0, records: 0, objects: 0, held: 0 };
  const deleted = await deleteOutlived(vault, subjectId);
  return { keys: await destroyHeldKeys(vault, errandOf(subjectId), resourceId), ...deleted };
}

/** An objection that is weighed first ends nothing yet. */
const endsPurpose = (purpose: Purpose): boolean => isLegitimateInterest(purpose) && stopsAtOnce(purpose);

/**
 * Physical deletion after a withdrawal. Nothing here could be read any more: the key went with the withdrawal's own
 * transaction. What a legal hold keeps stays, sealed under a key that no function opens, until the hold is released.
 */
export const handler = serveJob(
  withdrawals,
  async (event, context, { vault }) => {
    const { type, purpose, subjectId } = event;
    if (type === 'hold.released') return step(context, 'delete', () => afterHold(vault, event));
    if (type === 'objection.objected' && !(purpose && endsPurpose(purpose))) return { deleted: false };
    if (!purpose) throw new TypeError('An event that ends a consent names its purpose.');
    const deleted = await step(context, 'delete', () => deleteCollected(vault, subjectId, purpose));
    return { purpose, ...deleted };
  },
  { buckets: objectStore },
);
