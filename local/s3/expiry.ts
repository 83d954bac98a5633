import type { Bucket, S3 } from './context.ts';

const DAY_MS = 86_400_000;

/** As every deployed bucket has it: parts of an upload that nobody completes or aborts are not kept. */
const UPLOAD_DAYS = 1;

/**
 * The bucket's lifecycle rules, at the moment when it is used: what has expired by `now` is gone before it can be seen.
 * A locked or held version stays until it is free. (AWS expires at the next midnight, and hides a locked one.)
 */
export async function dropExpired({ store, versions, uploads, pieces, files, now }: S3, bucket: Bucket): Promise<void> {
  const before = (days: number): number => now() - days * DAY_MS;
  const { name, expireDays } = bucket;
  const oldUploads = uploads.startedBefore(name, before(Math.min(expireDays ?? UPLOAD_DAYS, UPLOAD_DAYS)));
  const oldVersions = expireDays === undefined ? [] : versions.expired(name, before(expireDays), now());
  if (oldUploads.length + oldVersions.length === 0) return;
  const dropped = store.transaction(() => {
    for (const id of oldUploads) uploads.remove(id);
    for (const version of oldVersions) versions.remove(version);
    return [...oldUploads, ...oldVersions.map(({ id }) => id)].flatMap((owner) => pieces.drop(owner));
  });
  await files.remove(dropped);
}
