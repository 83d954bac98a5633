import { type ByteRange, byteRange } from './byte-range.ts';
import type { S3, S3Action, S3Request } from './context.ts';
import { findVersion, type WithContent } from './find-version.ts';
import { keptHeaders, protectionHeaders, versionHeader } from './object-headers.ts';

async function* bytesOf({ files }: S3, pieces: ReturnType<S3['pieces']['of']>, { from, to }: ByteRange) {
  let start = 0;
  for (const piece of pieces) {
    const [first, last] = [Math.max(from - start, 0), Math.min(to - start, piece.size)];
    if (first < last) yield* files.read(piece, first, last);
    start += piece.size;
  }
}

/** The checksum is the whole object's, so S3 leaves it out of a part. */
function checksumHeadersOf({ content: { checksum } }: WithContent, { headers }: S3Request): Record<string, string> {
  if (checksum === undefined || headers['x-amz-checksum-mode'] !== 'ENABLED') return {};
  return { [checksum.header]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

function headersOf(version: WithContent, { query }: S3Request): Record<string, string> {
  const { content, modifiedAt, versionId } = version;
  const asked = keptHeaders.flatMap((name) => {
    const value = query.get(`response-${name}`);
    return value === null ? [] : [[name, value]];
  });
  return {
    'content-type': 'binary/octet-stream',
    ...content.headers,
    ...Object.fromEntries(asked),
    etag: `"${content.etag}"`,
    'last-modified': new Date(modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(versionId),
    ...protectionHeaders(version),
  };
}

const answering =
  (withBody: boolean): S3Action =>
  (s3, request) => {
    const version = findVersion(s3, request);
    const { size } = version.content;
    const range = byteRange(request.headers.range, size);
    const { from, to } = range ?? { from: 0, to: size };
    const partial: Record<string, string> = range
      ? { 'content-range': `bytes ${from}-${to - 1}/${size}` }
      : checksumHeadersOf(version, request);
    const headers = { ...headersOf(version, request), ...partial, 'content-length': String(to - from) };
    const status = range === undefined ? 200 : 206;
    if (!withBody) return { status, headers };
    // The pieces are looked up now: what is deleted or replaced while it is read does not mix with what comes after.
    return { status, headers, body: bytesOf(s3, s3.pieces.of(version.id), { from, to }) };
  };

export const getObject: S3Action = answering(true);
export const headObject: S3Action = answering(false);
