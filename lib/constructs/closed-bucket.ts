import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  type LifecycleRule,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Instance } from '#/lib/instances.ts';

/** What every bucket of ours is: closed to the world, TLS only, kept when its stack goes. */
export const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN,
} as const satisfies BucketProps;

/** Objects go after their time, if there is one; what was overwritten, deleted or never finished goes after a day. */
export const lifecycle = (keptFor?: Duration): LifecycleRule[] => [
  {
    ...(keptFor ? { expiration: keptFor } : {}),
    noncurrentVersionExpiration: Duration.days(1),
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  },
];

/** Locked for this long. Compliance can be undone by nobody, so only where the instance says so. */
export const lockedFor = ({ backupLock }: Instance, time: Duration) => ({
  versioned: true,
  objectLockEnabled: true,
  objectLockDefaultRetention:
    backupLock === 'compliance' ? ObjectLockRetention.compliance(time) : ObjectLockRetention.governance(time),
});

/** Who reached into a bucket. S3 delivers such logs only into buckets without a KMS key and without object lock. */
export const accessLogBucket = (scope: Construct, id: string, keptFor: Duration): IBucket =>
  new Bucket(scope, id, {
    ...closed,
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: lifecycle(keptFor),
  }) as IBucket;
