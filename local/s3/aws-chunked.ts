import { AwsError } from '#/local/aws/service.ts';

const incomplete = (): AwsError =>
  new AwsError('IncompleteBody', 'The aws-chunked body ends before its last chunk, or a chunk is cut short.');

const CRLF = Buffer.from('\r\n');

/** `trailers` by name in lower case. */
type Decoded = { readonly body: Buffer; readonly trailers: Readonly<Record<string, string>> };

function trailersIn(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/**
 * Takes an `aws-chunked` body apart: chunks of `<size in hex>[;chunk-signature=...]\r\n<bytes>\r\n` up to one of size 0,
 * then trailers. Signatures of chunks are not checked, as those of whole requests are not. Throws AwsError.
 */
export function decodeAwsChunked(encoded: Buffer): Decoded {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = encoded.indexOf(CRLF, at);
    const size = /^([0-9a-f]{1,8})(?:;|$)/i.exec(encoded.toString('latin1', at, Math.max(at, lineEnd)))?.[1];
    if (lineEnd < 0 || size === undefined) throw incomplete();
    const start = lineEnd + CRLF.length;
    const end = start + Number.parseInt(size, 16);
    if (end === start) return { body: Buffer.concat(chunks), trailers: trailersIn(encoded.toString('latin1', start)) };
    if (!encoded.subarray(end, end + CRLF.length).equals(CRLF)) throw incomplete();
    chunks.push(encoded.subarray(start, end));
    at = end + CRLF.length;
  }
}
