import { S3Client } from '@aws-sdk/client-s3';
import { type Area, bucketEnv } from '#/domain/api/area.ts';
import type { BucketName } from '#/domain/data-map/buckets.ts';
import { openBuckets } from '#/vault/buckets.ts';
import type { Config } from './config.ts';
import { clientOptions, withoutLog } from './services.ts';

/** The buckets that an area's contract names. */
export function objectStore({ buckets = {} }: Area, config: Config) {
  const names = (Object.keys(buckets) as BucketName[]).map((bucket) => [bucket, config[bucketEnv(bucket)]] as const);
  return openBuckets(withoutLog(new S3Client(clientOptions())), Object.fromEntries(names));
}
