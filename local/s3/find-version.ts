import { AwsError } from '#/local/aws/service.ts';
import type { S3, S3Request } from './context.ts';
import { noSuchKey, noSuchVersion } from './errors.ts';
import type { Content, Version } from './versions.ts';

export type WithContent = Version & { readonly content: Content };

const hasContent = (version: Version): version is WithContent => version.content !== undefined;

/** The version that a request names, the newest when it names none. Throws AwsError when that is no object. */
export function findVersion({ versions }: S3, { bucket, key, query }: S3Request): WithContent {
  const versionId = query.get('versionId');
  const found = versionId === null ? versions.latest(bucket.name, key) : versions.withId(bucket.name, key, versionId);
  if (found && hasContent(found)) return found;
  if (versionId === null) throw noSuchKey();
  if (found === undefined) throw noSuchVersion();
  throw new AwsError('MethodNotAllowed', 'The specified version is a delete marker.', 405);
}
