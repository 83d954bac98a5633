import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { addVersion, refuseIfPresent } from './add-version.ts';
import { checksumElement, compositeOf } from './checksums.ts';
import type { S3, S3Action, S3Request } from './context.ts';
import { findUpload } from './multipart-actions.ts';
import { versionHeader } from './object-headers.ts';
import type { OwnedPiece } from './pieces.ts';
import { answerXml, parseXmlBody } from './xml.ts';

const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

/** A part's checksums, if any, stand beside these, named as in `checksumElement`. */
const part = z.looseObject({ PartNumber: z.string().regex(/^\d{1,5}$/), ETag: z.string() });
const completion = z.object({ Part: z.union([part, z.array(part).min(1)]) });

type StatedPart = z.infer<typeof part>;

const invalidPart = (): AwsError =>
  new AwsError('InvalidPart', 'One or more of the specified parts could not be found or has another ETag or checksum.');

function isSame(piece: OwnedPiece, stated: StatedPart): boolean {
  const { md5, checksum } = piece;
  if (stated.ETag.replaceAll('"', '') !== md5) return false;
  const said = checksum && stated[checksumElement(checksum.header)];
  return said === undefined || said === checksum?.value;
}

/** The pieces that the caller names, in order. Throws AwsError unless each is there as the caller knows it. */
function chosenPieces(present: readonly OwnedPiece[], stated: readonly StatedPart[]): OwnedPiece[] {
  const numbers = stated.map(({ PartNumber }) => Number(PartNumber));
  if (numbers.some((number, at) => number <= (numbers[at - 1] ?? 0))) {
    throw new AwsError('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const byNumber = new Map(present.map((piece) => [piece.number, piece]));
  const chosen = stated.map((each) => {
    const piece = byNumber.get(Number(each.PartNumber));
    if (piece === undefined || !isSame(piece, each)) throw invalidPart();
    return piece;
  });
  if (chosen.slice(0, -1).some(({ size }) => size < SMALLEST_PART_BYTES)) {
    throw new AwsError('EntityTooSmall', 'Each part but the last must have at least 5 MB.');
  }
  return chosen;
}

function contentOf(pieces: readonly OwnedPiece[], headers: Readonly<Record<string, string>>) {
  const md5s = Buffer.concat(pieces.map(({ md5 }) => Buffer.from(md5, 'hex')));
  const composite = compositeOf(pieces.map(({ checksum }) => checksum));
  return {
    size: pieces.reduce((sum, { size }) => sum + size, 0),
    etag: `${createHash('md5').update(md5s).digest('hex')}-${pieces.length}`,
    checksum: composite && { ...composite, type: 'COMPOSITE' },
    headers,
  };
}

function complete(s3: S3, request: S3Request, stated: readonly StatedPart[]) {
  const { id, headers, lock, held } = findUpload(s3, request);
  const chosen = chosenPieces(s3.pieces.of(id), stated);
  const content = contentOf(chosen, headers);
  refuseIfPresent(s3, request);
  const { version, dropped } = addVersion(s3, request, { lock, held, content });
  for (const { number } of chosen) s3.pieces.move(id, number, version.id);
  s3.uploads.remove(id);
  return { content, version, dropped: [...dropped, ...s3.pieces.drop(id)] };
}

export const completeMultipartUpload: S3Action = async (s3, request) => {
  const { bucket, key } = request;
  const { Part } = parseXmlBody(request.body, 'CompleteMultipartUpload', completion);
  const { content, version, dropped } = s3.store.transaction(() => complete(s3, request, [Part].flat()));
  await s3.files.remove(dropped);
  const { etag, checksum } = content;
  const summed = checksum && { [checksumElement(checksum.header)]: checksum.value, ChecksumType: checksum.type };
  const children = { Location: `/${bucket.name}/${key}`, Bucket: bucket.name, Key: key, ETag: `"${etag}"`, ...summed };
  return answerXml('CompleteMultipartUploadResult', children, versionHeader(version.versionId));
};
