import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { type GivenS3, givenS3, LOCKED, PLAIN, put, read } from './given-s3.ts';

const presign = (
  { client, clock }: GivenS3,
  command: GetObjectCommand | PutObjectCommand,
  options: Parameters<typeof getSignedUrl>[2] = {},
) => getSignedUrl(client, command, { expiresIn: 900, signingDate: new Date(clock.now()), ...options });

const getUrl = (s3: GivenS3, Key = 'a b') => presign(s3, new GetObjectCommand({ Bucket: PLAIN, Key }));

/** Expects that a URL is answered with S3's error of this code. */
async function expectRefusal(url: string, status: number, code: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, init);
  expect([answer.status, /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1]]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/xml');
}

describe('a presigned URL', () => {
  it('uploads and downloads without an SDK', async () => {
    const s3 = await givenS3();
    const command = new PutObjectCommand({ Bucket: PLAIN, Key: 'a b', ContentType: 'text/plain' });

    const uploaded = await fetch(await presign(s3, command), { method: 'PUT', body: 'bytes' });
    const downloaded = await fetch(await getUrl(s3));

    expect(uploaded.status).toBe(200);
    expect((await read(s3, PLAIN, 'a b')).toString()).toBe('bytes');
    expect(await downloaded.text()).toBe('bytes');
    expect(downloaded.headers.get('etag')).toBe(uploaded.headers.get('etag'));
  });

  it('lives as long as it says, by the clock of the run', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a b');
    const url = await getUrl(s3);

    s3.clock.advance(900_000);
    expect(await (await fetch(url)).text()).toBe('a b');
    s3.clock.advance(1);
    await expectRefusal(url, 403, 'AccessDenied');
  });

  it('of tomorrow is not valid yet', async () => {
    const s3 = await givenS3();
    const command = new GetObjectCommand({ Bucket: PLAIN, Key: 'a b' });

    const url = await presign(s3, command, { signingDate: new Date(s3.clock.now() + 86_400_000) });

    await expectRefusal(url, 403, 'AccessDenied');
  });

  it.each([
    ['another method', (url: string) => [url, 'DELETE']],
    ['another key', (url: string) => [url.replace('a%20b', 'a%20c'), 'GET']],
    ['another bucket', (url: string) => [url.replace(PLAIN, LOCKED), 'GET']],
    ['a longer life', (url: string) => [url.replace('Expires=900', 'Expires=9000'), 'GET']],
    ['another parameter', (url: string) => [`${url}&response-content-type=text%2Fhtml`, 'GET']],
    ['another signature', (url: string) => [url.replace(/Signature=.{8}/, 'Signature=00000000'), 'GET']],
    ['a signature cut short', (url: string) => [url.replace(/(Signature=.{8})[0-9a-f]+/, '$1'), 'GET']],
  ])('is good for nothing else: %s', async (_, change) => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a b');
    const [url = '', method] = change(await getUrl(s3));

    await expectRefusal(url, 403, 'SignatureDoesNotMatch', { method: String(method) });
    expect((await read(s3, PLAIN, 'a b')).toString()).toBe('a b');
  });

  it.each([
    ['a life of more than 7 days', /Expires=900/, 'Expires=604801', 400, 'AuthorizationQueryParametersError'],
    ['no life', /Expires=900/, 'Expires=', 400, 'AuthorizationQueryParametersError'],
    ['another region', /eu-central-1/, 'us-east-1', 400, 'AuthorizationQueryParametersError'],
    ['another algorithm', /HMAC-SHA256/, 'HMAC-SHA1', 400, 'AuthorizationQueryParametersError'],
    ['another date', /Date=\w+/, 'Date=today', 400, 'AuthorizationQueryParametersError'],
    ['no signature', /&X-Amz-Signature=\w+/, '', 403, 'SignatureDoesNotMatch'],
    ['parameters by other names', /X-Amz-/g, 'x-amz-', 400, 'AuthorizationQueryParametersError'],
    ['another signer', /local%2F/, 'somebody%2F', 403, 'InvalidAccessKeyId'],
    ['nothing signed', /SignedHeaders=host/, 'SignedHeaders=', 403, 'AccessDenied'],
  ])('is refused for %s', async (_, from, to, status, code) => {
    const s3 = await givenS3();

    await expectRefusal((await getUrl(s3)).replace(from, to), status, code);
  });

  it('fixes the length and the headers that were signed into it', async () => {
    const s3 = await givenS3();
    const command = new PutObjectCommand({ Bucket: PLAIN, Key: 'a', ContentLength: 5, IfNoneMatch: '*' });
    const url = await presign(s3, command, { signableHeaders: new Set(['content-length', 'if-none-match', 'host']) });
    const upload = (body: string, headers: Record<string, string> = { 'if-none-match': '*' }): RequestInit => ({
      method: 'PUT',
      body,
      headers,
    });

    await expectRefusal(url, 403, 'SignatureDoesNotMatch', upload('longer'));
    await expectRefusal(url, 403, 'SignatureDoesNotMatch', upload('bytes', {}));
    const unsigned = { 'if-none-match': '*', 'x-amz-meta-part': '1' };
    await expectRefusal(url, 403, 'AccessDenied', upload('bytes', unsigned));
    expect((await fetch(url, upload('bytes'))).status).toBe(200);
    await expectRefusal(url, 412, 'PreconditionFailed', upload('bytes'));
  });

  it('holds the uploader to a checksum that is signed as a header', async () => {
    const s3 = await givenS3();
    const ChecksumSHA256 = createHash('sha256').update('other').digest('base64');
    const command = new PutObjectCommand({ Bucket: PLAIN, Key: 'a', ChecksumSHA256 });
    const header = 'x-amz-checksum-sha256';
    const url = await presign(s3, command, { unhoistableHeaders: new Set([header]) });

    await expectRefusal(url, 400, 'BadDigest', { method: 'PUT', body: 'bytes', headers: { [header]: ChecksumSHA256 } });
  });

  it('names the file for whoever downloads', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a');
    const ResponseContentDisposition = 'attachment; filename="copy.zip"';

    const answer = await fetch(
      await presign(s3, new GetObjectCommand({ Bucket: PLAIN, Key: 'a', ResponseContentDisposition })),
    );

    expect(answer.headers.get('content-disposition')).toBe(ResponseContentDisposition);
    expect(await answer.text()).toBe('a');
  });

  it('carries no description that S3 would take from a header only', async () => {
    const s3 = await givenS3();
    const url = await presign(s3, new PutObjectCommand({ Bucket: PLAIN, Key: 'a', Metadata: { part: '1' } }));

    await expectRefusal(url, 501, 'NotImplemented', { method: 'PUT', body: 'bytes' });
  });

  it('lets a page of this machine upload', async () => {
    const s3 = await givenS3();
    const url = await presign(s3, new PutObjectCommand({ Bucket: PLAIN, Key: 'a' }));
    const origin = 'http://localhost:3000';

    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    });
    const uploaded = await fetch(url, { method: 'PUT', body: 'bytes', headers: { origin } });

    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(uploaded.headers.get('access-control-allow-origin')).toBe(origin);
    expect(uploaded.headers.get('access-control-expose-headers')).toContain('ETag');
  });
});
