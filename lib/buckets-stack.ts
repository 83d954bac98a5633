import { Duration } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type CorsRule, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { type BucketDefinition, type BucketName, bucketNames, buckets } from '#/domain/data-map/buckets.ts';
import { holders } from '#/domain/data-map/holders.ts';
import { bucketName } from '#/lib/names.ts';
import { accessLogBucket, closed, lifecycle, lockedFor } from './constructs/closed-bucket.ts';
import { RegionalStack } from './constructs/regional-stack.ts';
import type { Instance } from './instances.ts';

/** One bucket per entry of the data map. None is replicated: an object is in one region, and gone when it is deleted. */
export function bucketsStack(scope: Construct, instance: Instance, dataKey: Key): void {
  const stack = new RegionalStack(scope, 'Buckets', instance);
  // Kept as long as the trail, which it complements: presigned links are used by people, not by roles of AWS.
  const accessLog = accessLogBucket(stack, 'ObjectAccessLog', Duration.days(holders.object_access.keepDays));
  for (const name of bucketNames) dataBucket(stack, name, dataKey, accessLog);
}

/** The signed link is what lets somebody in; pages of any origin may use theirs, as with the API. */
const putByPages: CorsRule = {
  allowedMethods: [HttpMethods.PUT],
  allowedOrigins: ['*'],
  allowedHeaders: ['content-type', 'x-amz-checksum-sha256'],
  maxAge: 600,
};

function dataBucket(stack: RegionalStack, name: BucketName, encryptionKey: Key, accessLog: IBucket): Bucket {
  const { objectLock, expireDays, uploads }: BucketDefinition = buckets[name];
  return new Bucket(stack, name, {
    ...closed,
    // Versions only where the lock asks for them: elsewhere they would keep what somebody had the right to see deleted.
    ...(objectLock ? lockedFor(stack.instance, Duration.days(objectLock.days)) : {}),
    bucketName: bucketName(stack.place, name),
    encryption: BucketEncryption.KMS,
    encryptionKey,
    // The contracts' policies rest on it, see bucketStatements.
    bucketKeyEnabled: true,
    ...(uploads ? { cors: [putByPages] } : {}),
    lifecycleRules: lifecycle(expireDays === undefined ? undefined : Duration.days(expireDays)),
    serverAccessLogsBucket: accessLog,
    serverAccessLogsPrefix: `${name}/`,
  });
}
