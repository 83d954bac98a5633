import { type BucketDefinition, bucketNames, buckets } from '#/domain/data-map/buckets.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import type { Bucket } from '#/local/s3/context.ts';

/** The instance's buckets as the data map has them. */
export const bucketsOf = (instance: string): Bucket[] =>
  bucketNames.map((bucket) => {
    const { objectLock, expireDays }: BucketDefinition = buckets[bucket];
    return { name: bucketName({ id: instance, account: localAccount }, bucket), objectLock, expireDays };
  });
