import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { localCredentials } from '#/local/aws/credentials.ts';
import type { RestRequest } from '#/local/aws/rest-service.ts';
import { AwsError } from '#/local/aws/service.ts';
import { accessDenied } from './errors.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const LONGEST_LIFE_S = 7 * 86_400;
/** How far the signer's clock may be ahead of ours. */
const SKEW_MS = 15 * 60_000;

type Stated = {
  readonly credential: string;
  readonly scope: string;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

const badParameters = (message: string): AwsError => new AwsError('AuthorizationQueryParametersError', message);

/** `20261121T100000Z` as epoch ms. */
const momentOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

function stated({ query }: RestRequest, region: string): Stated {
  const parameter = (name: string): string => query.get(`X-Amz-${name}`) ?? '';
  const date = parameter('Date');
  const [credential = '', ...scope] = parameter('Credential').split('/');
  if (parameter('Algorithm') !== ALGORITHM) throw badParameters(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  if (!/^\d{8}T\d{6}Z$/.test(date)) throw badParameters('X-Amz-Date must be in the ISO8601 basic format.');
  const expected = [date.slice(0, 8), region, 's3', 'aws4_request'].join('/');
  if (scope.join('/') !== expected) throw badParameters(`The credential scope must be ${expected}.`);
  const signedHeaders = parameter('SignedHeaders').split(';');
  return { credential, scope: expected, date, signedHeaders, signature: parameter('Signature') };
}

function refuseOutsideItsTime({ query }: RestRequest, date: string, now: number): void {
  const expires = query.get('X-Amz-Expires') ?? '';
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : Number.NaN;
  if (!(seconds >= 1 && seconds <= LONGEST_LIFE_S)) {
    throw badParameters(`X-Amz-Expires must be a number of seconds from 1 to ${LONGEST_LIFE_S}.`);
  }
  const signedAt = momentOf(date);
  if (now > signedAt + seconds * 1000) throw accessDenied('Request has expired');
  if (now < signedAt - SKEW_MS) throw accessDenied('Request is not valid yet');
}

/** As AWS encodes: all but unreserved characters. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The request in the one spelling that both sides sign. */
function canonical({ method, path, query, headers }: RestRequest, signedHeaders: readonly string[]): string {
  const parameters = [...query].filter(([name]) => name !== 'X-Amz-Signature');
  // A space stands before every other character, so that `a` comes before `a-b`.
  const pairs = parameters.map((pair) => pair.map(encoded).join(' ')).sort();
  const lines = signedHeaders.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const spelled = path.split('/').map((segment) => encoded(decodeURIComponent(segment)));
  const payload = query.get('X-Amz-Content-Sha256') ?? headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  return [
    method,
    spelled.join('/'),
    pairs.join('&').replaceAll(' ', '='),
    lines.join(''),
    signedHeaders.join(';'),
    payload,
  ].join('\n');
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function signatureOf(request: RestRequest, { scope, date, signedHeaders }: Stated): string {
  const hash = createHash('sha256').update(canonical(request, signedHeaders)).digest('hex');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${localCredentials.secretAccessKey}`);
  return hmac(key, [ALGORITHM, date, scope, hash].join('\n')).toString('hex');
}

/**
 * Checks a request whose signature stands in its URL (AWS Signature Version 4, query parameters): by whom, for what
 * method, path, parameters and headers, and whether `now` lies within its time. Throws AwsError.
 */
export function verifyPresigned(request: RestRequest, region: string, now: number): void {
  const claim = stated(request, region);
  if (claim.credential !== localCredentials.accessKeyId) {
    throw new AwsError(
      'InvalidAccessKeyId',
      `Presigned URLs of the local S3 are signed as "${localCredentials.accessKeyId}".`,
      403,
    );
  }
  refuseOutsideItsTime(request, claim.date, now);
  const present = Object.keys(request.headers);
  if (
    present.some((name) => name.startsWith('x-amz-') && !claim.signedHeaders.includes(name)) ||
    !claim.signedHeaders.includes('host')
  ) {
    throw accessDenied('There were headers present in the request which were not signed');
  }
  const [expected, actual] = [signatureOf(request, claim), claim.signature].map((text) => Buffer.from(text));
  if (expected && actual && expected.length === actual.length && timingSafeEqual(expected, actual)) return;
  const message = 'The request signature we calculated does not match the signature you provided.';
  throw new AwsError('SignatureDoesNotMatch', message, 403);
}
