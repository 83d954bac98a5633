import type { BucketName } from '#/domain/data-map/buckets.ts';
import { retentionProof } from '#/domain/data-map/entities/erasures.ts';
import { entities } from '#/domain/data-map/map.ts';
import { retentionProofOf } from '#/domain/data-map/retention-proof.ts';
import { type StoreName, storeNames } from '#/domain/data-map/stores.ts';
import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serveClock } from '#/lambdas/platform/serve-clock.ts';
import { create } from '#/vault/draft.ts';
import { oldObjects, removeOrphans } from '#/vault/orphans.ts';
import { signDocument } from '#/vault/sign-document.ts';
import { putDraft } from '#/vault/steps.ts';
import { nothingSwept, sweepStore } from '#/vault/sweep.ts';
import { writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { sweeper } from './contract.ts';

const sweptStores: readonly StoreName[] = storeNames.filter((store) => store !== 'keys');
const bucketNames = Object.keys(sweeper.buckets) as BucketName[];
const withObjects = (store: StoreName): string[] =>
  entities.filter((entity) => entity.store === store && entity.objects).map(({ name }) => name);

/** `20261121T023000Z`: one run a second at most. */
const proofIdOf = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Deletes records. Objects are listed before: one whose row comes to be meanwhile is younger than those. */
async function sweep(vault: Vault) {
  const unnamed = new Map<BucketName, Set<string>>();
  for (const bucket of bucketNames) unnamed.set(bucket, await oldObjects(vault, bucket));
  const swept = nothingSwept();
  const looked: Record<string, number> = {};
  const isNamed = (bucket: BucketName, objectId: string): boolean => unnamed.get(bucket)?.delete(objectId) === true;
  for (const store of sweptStores) {
    const before = swept.rows;
    await sweepStore(vault, store, withObjects(store), { swept, isNamed });
    looked[store] = swept.rows - before;
  }
  const orphanedObjects: Record<string, number> = {};
  for (const [bucket, objectIds] of unnamed) orphanedObjects[bucket] = await removeOrphans(vault, bucket, objectIds);
  return { swept, looked, orphanedObjects };
}

/** Runs every day. What it did is signed, so that it can be shown, and not only said, that what is over is deleted. */
export const handler = serveClock(
  sweeper,
  async ({ vault, now }) => {
    const startedAt = now();
    const { swept, looked, orphanedObjects } = await sweep(vault);
    const endedAt = now();
    const proofId = proofIdOf(startedAt);
    const { deleted, held, objects, dated } = swept;
    const facts = { proofId, startedAt, endedAt, looked, deleted, held, objects, orphanedObjects };
    const text = await signDocument(
      vault,
      retentionProofOf({ ...facts, instance: vault.instance, datedEngagements: dated }),
    );
    const proof = create(retentionProof, { proofId }, vault.instance, { file: Buffer.from(text) });
    await writeTogether(vault.tables.dynamo, [putDraft(vault, proof, endedAt)]);
    // The alarm counts runs that succeed: one that fails has deleted what it could, and goes on the next time.
    return {};
  },
  { buckets: objectStore },
);
