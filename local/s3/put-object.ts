import { addVersion, refuseIfPresent } from './add-version.ts';
import type { S3Action } from './context.ts';
import { invalidRequest } from './errors.ts';
import { protectionFor } from './lock.ts';
import { describing, versionHeader } from './object-headers.ts';
import { writePiece } from './write-piece.ts';

export const putObject: S3Action = async (s3, request) => {
  const { bucket, headers, checksum, isStated } = request;
  if (bucket.objectLock !== undefined && !isStated) {
    throw invalidRequest(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  }
  const protection = protectionFor(request, s3.now());
  const { version, etag } = await writePiece(s3, request, (piece) => {
    refuseIfPresent(s3, request);
    const whole = checksum && { ...checksum, type: 'FULL_OBJECT' };
    const content = { size: piece.size, etag: piece.md5, checksum: whole, headers: describing(headers) };
    const added = addVersion(s3, request, { ...protection, content });
    s3.pieces.add(added.version.id, { ...piece, number: 1 });
    return { ...added, etag: piece.md5 };
  });
  const stated = checksum && { [checksum.header]: checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' };
  return { status: 200, headers: { etag: `"${etag}"`, ...stated, ...versionHeader(version.versionId) } };
};
