import { AwsError } from '#/local/aws/service.ts';
import type { S3, S3Request } from './context.ts';
import { notImplemented } from './errors.ts';
import type { NewVersion, Version } from './versions.ts';

/** Throws AwsError when the caller wants to write only where nothing is, and something is. Ask in the same transaction. */
export function refuseIfPresent({ versions }: S3, { bucket, key, headers }: S3Request): void {
  const condition = headers['if-none-match'];
  if (condition === undefined) return;
  if (condition !== '*') throw notImplemented('If-None-Match with an ETag: only *');
  if (versions.latest(bucket.name, key)?.content === undefined) return;
  throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
}

type Described = Pick<NewVersion, 'lock' | 'held' | 'content'>;

/**
 * Makes a version the newest of its key. Call it in a transaction. Answers the version and the names of files that have
 * lost their owner: in a bucket without versions, those of the object that it replaces.
 */
export function addVersion(s3: S3, request: S3Request, described: Described): { version: Version; dropped: string[] } {
  const { bucket, key } = request;
  const versioned = bucket.objectLock !== undefined;
  const replaced = versioned ? undefined : s3.versions.withId(bucket.name, key, 'null');
  const dropped = replaced === undefined ? [] : s3.pieces.drop(replaced.id);
  if (replaced) s3.versions.remove(replaced);
  const place = { bucket: bucket.name, key, versioned, modifiedAt: s3.now() };
  return { version: s3.versions.add({ ...place, ...described }), dropped };
}
