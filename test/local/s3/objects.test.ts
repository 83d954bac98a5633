import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { expectRefused, givenBytes, givenS3, keysIn, PLAIN, put, read, SIGNED } from './given-s3.ts';

/** Longer than two of the segments that files are sealed in. */
const LONG = 600_000;

describe('an object', () => {
  it.each([0, 1, 262_144, LONG])('of %i bytes comes back as it went in', async (size) => {
    const s3 = await givenS3();
    const bytes = givenBytes(size);

    const { ETag, ChecksumCRC32 } = await put(s3, PLAIN, 'a/b c+ü', bytes);

    expect((await read(s3, PLAIN, 'a/b c+ü')).equals(bytes)).toBe(true);
    expect(ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    expect(ChecksumCRC32).toMatch(/^[\w+/]{6}==$/);
  });

  it('comes with what was said about it', async () => {
    const s3 = await givenS3();
    const described = {
      ContentType: 'text/csv',
      ContentEncoding: 'gzip',
      ContentDisposition: 'attachment; filename="copy.csv"',
      CacheControl: 'no-store',
      Metadata: { part: '7' },
    };
    await s3.client.send(new PutObjectCommand({ Bucket: PLAIN, Key: 'a', Body: 'bytes', ...described }));

    const head = await s3.client.send(new HeadObjectCommand({ Bucket: PLAIN, Key: 'a' }));

    expect(head).toMatchObject({ ...described, ContentLength: 5, LastModified: new Date(s3.clock.now()) });
    expect(head.VersionId).toBeUndefined();
  });

  it('is read in parts', async () => {
    const s3 = await givenS3();
    const bytes = givenBytes(LONG);
    await put(s3, PLAIN, 'a', bytes);
    const part = async (Range: string) => {
      const answer = await s3.client.send(new GetObjectCommand({ Bucket: PLAIN, Key: 'a', Range }));
      const body = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
      return { status: answer.$metadata.httpStatusCode, range: answer.ContentRange, body };
    };

    const crossing = { status: 206, range: `bytes 262140-262149/${LONG}`, body: bytes.subarray(262_140, 262_150) };
    expect(await part('bytes=262140-262149')).toEqual(crossing);
    expect((await part('bytes=599990-')).body).toEqual(bytes.subarray(599_990));
    expect((await part('bytes=-5')).body).toEqual(bytes.subarray(-5));
    expect((await part('bytes=599999-700000')).range).toBe(`bytes 599999-599999/${LONG}`);
    expect((await part('lines=1-2')).body).toHaveLength(LONG);
    await expectRefused(part(`bytes=${LONG}-`), 'InvalidRange', 416);
  });

  it('is replaced as a whole, and gone when it is deleted, twice without complaint', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a', 'first');
    await put(s3, PLAIN, 'a', 'second');
    expect((await read(s3, PLAIN, 'a')).toString()).toBe('second');

    for (const _ of [1, 2]) await s3.client.send(new DeleteObjectCommand({ Bucket: PLAIN, Key: 'a' }));

    await expectRefused(read(s3, PLAIN, 'a'), 'NoSuchKey', 404);
    await expectRefused(s3.client.send(new HeadObjectCommand({ Bucket: PLAIN, Key: 'a' })), 'NotFound', 404);
  });

  it('once it is being read, is read to its end, whatever replaces or deletes it', async () => {
    const s3 = await givenS3();
    const bytes = givenBytes(LONG);
    await put(s3, PLAIN, 'a', bytes);
    const request = { path: `/${PLAIN}/a`, query: new URLSearchParams(), headers: SIGNED };
    const { body = '' } = await s3.service.handle({ ...request, method: 'GET', body: Buffer.alloc(0) });

    await put(s3, PLAIN, 'a', 'second');
    await s3.client.send(new DeleteObjectCommand({ Bucket: PLAIN, Key: 'a' }));

    expect(Buffer.concat(await Readable.from(body).toArray()).equals(bytes)).toBe(true);
  });

  it('is deleted together with others', async () => {
    const s3 = await givenS3();
    for (const key of ['a', 'b & <c>', 'd']) await put(s3, PLAIN, key);
    const Delete = { Objects: [{ Key: 'a' }, { Key: 'b & <c>' }, { Key: 'none' }] };

    const { Deleted, Errors } = await s3.client.send(new DeleteObjectsCommand({ Bucket: PLAIN, Delete }));

    expect(Deleted?.map(({ Key }) => Key)).toEqual(['a', 'b & <c>', 'none']);
    expect(Errors).toBeUndefined();
    expect(await keysIn(s3, PLAIN)).toEqual(['d']);
  });

  it('is written only where nothing is, if so wanted: one of many racing writers', async () => {
    const s3 = await givenS3();
    const write = (text: string) =>
      s3.client.send(new PutObjectCommand({ Bucket: PLAIN, Key: 'a', Body: text, IfNoneMatch: '*' }));

    const outcomes = await Promise.allSettled(['1', '2', '3', '4', '5', '6'].map(write));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(refused.map(({ name, $metadata }) => [name, $metadata.httpStatusCode])).toEqual(
      Array.from({ length: 5 }, () => ['PreconditionFailed', 412]),
    );
  });
});

describe('what was sent is what is kept', () => {
  it('a stream comes in chunks with its checksum at the end', async () => {
    const s3 = await givenS3();
    const bytes = givenBytes(LONG);
    const Body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    const ContentEncoding = 'gzip';
    const ContentLength = LONG;

    const { ChecksumCRC32 } = await s3.client.send(
      new PutObjectCommand({ Bucket: PLAIN, Key: 'a', Body, ContentLength, ContentEncoding }),
    );

    expect(ChecksumCRC32).toBeDefined();
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: PLAIN, Key: 'a', ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ContentLength, ContentEncoding, ChecksumCRC32 });
    expect((await read(s3, PLAIN, 'a')).equals(bytes)).toBe(true);
  });

  it.each([
    ['ChecksumCRC32', { ChecksumCRC32: 'AAAAAA==' }],
    ['ChecksumSHA256', { ChecksumSHA256: createHash('sha256').update('other').digest('base64') }],
    ['ChecksumSHA1', { ChecksumSHA1: createHash('sha1').update('other').digest('base64') }],
    ['ContentMD5', { ContentMD5: createHash('md5').update('other').digest('base64') }],
  ])('a wrong %s is refused, and nothing stored', async (_, stated) => {
    const s3 = await givenS3();
    const write = s3.client.send(new PutObjectCommand({ Bucket: PLAIN, Key: 'a', Body: 'bytes', ...stated }));

    await expectRefused(write, 'BadDigest', 400);
    expect(await keysIn(s3, PLAIN)).toEqual([]);
  });

  it.each([
    ['a wrong trailer', '5\r\nbytes\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
    ['no trailer', '5\r\nbytes\r\n0\r\n\r\n', 'MalformedTrailerError'],
    ['a chunk cut short', '9\r\nbytes\r\n0\r\n\r\n', 'IncompleteBody'],
    ['no last chunk', '5\r\nbytes\r\n', 'IncompleteBody'],
    ['another length', '4\r\nbyte\r\n0\r\nx-amz-checksum-crc32:MxgH5A==\r\n\r\n', 'IncompleteBody'],
  ])('chunks with %s are refused', async (_, body, code) => {
    const { url } = await givenS3();
    const headers = {
      ...SIGNED,
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    };

    const answer = await fetch(`${url}/${PLAIN}/a`, { method: 'PUT', headers, body });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(`<Error><Code>${code}</Code>`);
  });
});

describe('what the local S3 does not have, it says', () => {
  it.each([
    [
      'GetObjectAcl',
      new GetObjectAclCommand({ Bucket: PLAIN, Key: 'a' }),
      /not support GET object with acl\. It supports PutObject, GetObject,/,
    ],
    ['ListObjectVersions', new ListObjectVersionsCommand({ Bucket: PLAIN }), /GET bucket with versions/],
    ['CopyObject', new CopyObjectCommand({ Bucket: PLAIN, Key: 'a', CopySource: 'x/y' }), /header x-amz-copy-source/],
    [
      'a condition',
      new GetObjectCommand({ Bucket: PLAIN, Key: 'a', IfMatch: 'x' }),
      /GetObject with the header if-match/,
    ],
    ['a part by number', new GetObjectCommand({ Bucket: PLAIN, Key: 'a', PartNumber: 1 }), /with partNumber/],
  ])('%s', async (_, command, message) => {
    const { client } = await givenS3();

    await expect(client.send(command as GetObjectCommand)).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 501 },
    });
  });

  it('an unknown bucket, and a key that cannot be one', async () => {
    const s3 = await givenS3();

    await expectRefused(put(s3, 'coachvault-eu-other', 'a'), 'NoSuchBucket', 404);
    await expectRefused(put(s3, PLAIN, 'a'.repeat(1025)), 'KeyTooLongError', 400);
  });
});
