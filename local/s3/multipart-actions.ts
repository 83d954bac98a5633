import type { S3, S3Action, S3Request } from './context.ts';
import { invalidArgument, noSuchUpload } from './errors.ts';
import { protectionFor } from './lock.ts';
import { describing } from './object-headers.ts';
import type { Upload } from './uploads.ts';
import { writePiece } from './write-piece.ts';
import { answerXml } from './xml.ts';

const MOST_PARTS = 10_000;

/** The upload that a request names. Throws AwsError when there is none of this object. */
export function findUpload({ uploads }: S3, { bucket, key, query }: S3Request): Upload {
  const upload = uploads.find(bucket.name, key, query.get('uploadId') ?? '');
  if (upload === undefined) throw noSuchUpload();
  return upload;
}

export const createMultipartUpload: S3Action = (s3, request) => {
  const { bucket, key, headers } = request;
  const described = { headers: describing(headers), ...protectionFor(request, s3.now()) };
  const { id } = s3.uploads.start(bucket.name, key, s3.now(), described);
  return answerXml('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: id });
};

export const uploadPart: S3Action = async (s3, request) => {
  const { query, checksum } = request;
  const number = Number(query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) {
    throw invalidArgument(`Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`);
  }
  findUpload(s3, request);
  const { etag } = await writePiece(s3, request, (piece) => {
    // Asked again: it may have been completed or aborted while the bytes were written.
    const { id } = findUpload(s3, request);
    const dropped = s3.pieces.drop(id, number);
    s3.pieces.add(id, { ...piece, number });
    return { dropped, etag: piece.md5 };
  });
  return { status: 200, headers: { etag: `"${etag}"`, ...(checksum && { [checksum.header]: checksum.value }) } };
};

export const abortMultipartUpload: S3Action = async (s3, request) => {
  const { id } = findUpload(s3, request);
  const dropped = s3.store.transaction(() => {
    s3.uploads.remove(id);
    return s3.pieces.drop(id);
  });
  await s3.files.remove(dropped);
  return { status: 204 };
};
