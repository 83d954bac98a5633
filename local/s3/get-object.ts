import type { RestAnswer } from '#/local/aws/rest-service.ts';
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

/** Begins to read before anything is answered: what cannot be read is refused, and a file once open stays readable. */
async function begun(bytes: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  let first: IteratorResult<Buffer> | undefined = await bytes.next();
  const next = async (): Promise<IteratorResult<Buffer>> => {
    const result = first ?? (await bytes.next());
    first = undefined;
    return result;
  };
  return { [Symbol.asyncIterator]: () => ({ next, return: () => bytes.return(undefined) }) };
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

/** Status and headers of an answer, and the bytes that it is about. */
function outline(version: WithContent, request: S3Request): { answer: RestAnswer; range: ByteRange } {
  const { size } = version.content;
  const asked = byteRange(request.headers.range, size);
  const range = asked ?? { from: 0, to: size };
  const partial: Record<string, string> = asked
    ? { 'content-range': `bytes ${range.from}-${range.to - 1}/${size}` }
    : checksumHeadersOf(version, request);
  const length = { 'content-length': String(range.to - range.from) };
  const headers = { ...headersOf(version, request), ...partial, ...length };
  return { answer: { status: asked ? 206 : 200, headers }, range };
}

export const headObject: S3Action = (s3, request) => outline(findVersion(s3, request), request).answer;

export const getObject: S3Action = async (s3, request) => {
  const version = findVersion(s3, request);
  const { answer, range } = outline(version, request);
  return { ...answer, body: await begun(bytesOf(s3, s3.pieces.of(version.id), range)) };
};
