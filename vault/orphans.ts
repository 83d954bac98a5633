import type { BucketName } from '#/domain/data-map/buckets.ts';
import { removeObject } from './sealed-objects.ts';
import type { Vault } from './vault.ts';

const dayMs = 86_400_000;

/** Objects of a bucket that are older than a day, by the id of the record they belong to. */
export async function oldObjects({ buckets, now }: Vault, bucket: BucketName): Promise<Set<string>> {
  const found = new Set<string>();
  if (!buckets) throw new TypeError('This function was made without buckets; give "objectStore" to its handler.');
  for await (const names of buckets.list(bucket, '', now() - dayMs)) {
    for (const name of names) found.add(name.split('/')[0] as string);
  }
  return found;
}

/** Deletes objects that no row names. Answers how many parts they had. */
export async function removeOrphans(vault: Vault, bucket: BucketName, objectIds: Iterable<string>): Promise<number> {
  let count = 0;
  for (const objectId of objectIds) count += await removeObject(vault, bucket, objectId);
  return count;
}
