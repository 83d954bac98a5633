import { createHash } from 'node:crypto';
import type { RestRequest } from '#/local/aws/rest-service.ts';
import { AwsError } from '#/local/aws/service.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { type Checksum, type ChecksumHeader, checksumHeaders, checksumOf } from './checksums.ts';
import { invalidRequest } from './errors.ts';

/** The bytes that were meant, and what the sender stated about them and was found true. */
export type Payload = { readonly body: Buffer; readonly checksum?: Checksum | undefined; readonly isStated: boolean };

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const badDigest = (what: string): AwsError =>
  new AwsError('BadDigest', `The ${what} you specified did not match the calculated checksum.`);

function decoded({ headers, body }: RestRequest): { body: Buffer; trailers: Headers } {
  if (!headers['x-amz-content-sha256']?.toString().startsWith('STREAMING-')) return { body, trailers: {} };
  const chunked = decodeAwsChunked(body);
  if (String(chunked.body.length) !== headers['x-amz-decoded-content-length']) {
    throw new AwsError('IncompleteBody', 'The body is not as long as x-amz-decoded-content-length says.');
  }
  const promised = headers['x-amz-trailer'];
  if (promised === undefined || chunked.trailers[String(promised).toLowerCase()] !== undefined) return chunked;
  throw new AwsError('MalformedTrailerError', 'The body ends without the trailer that x-amz-trailer names.');
}

function statedChecksum(headers: Headers): { header: ChecksumHeader; value: string } | undefined {
  const [stated, other] = checksumHeaders.filter((header) => headers[header] !== undefined);
  if (other !== undefined) throw invalidRequest('Expecting a single x-amz-checksum- header.');
  return stated && { header: stated, value: String(headers[stated]) };
}

/** Takes a body out of its transfer form and checks it against every digest that came with it. Throws AwsError. */
export function payloadOf(request: RestRequest): Payload {
  const { headers } = request;
  const { body, trailers } = decoded(request);
  const checksum = statedChecksum({ ...headers, ...trailers });
  if (checksum && checksumOf(checksum.header, body).value !== checksum.value) throw badDigest(checksum.header);
  const md5 = headers['content-md5'];
  if (md5 !== undefined && createHash('md5').update(body).digest('base64') !== md5) throw badDigest('Content-MD5');
  const sha256 = String(headers['x-amz-content-sha256'] ?? '');
  if (/^[0-9a-f]{64}$/.test(sha256) && createHash('sha256').update(body).digest('hex') !== sha256) {
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      'The provided x-amz-content-sha256 header does not match what was computed.',
    );
  }
  return { body, checksum, isStated: checksum !== undefined || md5 !== undefined };
}
