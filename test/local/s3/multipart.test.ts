import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  expectRefused,
  type GivenS3,
  givenBytes,
  givenS3,
  keysIn,
  LOCKED,
  PLAIN,
  put,
  read,
} from './given-s3.ts';

const SMALLEST = 5 * 1024 * 1024;
const Key = 'a/b';

const filesIn = ({ folder }: GivenS3): number => readdirSync(join(folder, 'objects')).length;

async function givenUpload({ client }: GivenS3, Bucket = PLAIN) {
  const ChecksumAlgorithm = 'CRC32' as const;
  const start = { Bucket, Key, ContentType: 'text/csv', Metadata: { part: '7' }, ChecksumAlgorithm };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(start));
  const place = { Bucket, Key, UploadId };
  return {
    async part(PartNumber: number, Body: Uint8Array): Promise<CompletedPart> {
      const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand({ ...place, PartNumber, Body }));
      return { PartNumber, ETag, ChecksumCRC32 };
    },
    complete: (Parts: CompletedPart[], IfNoneMatch?: string) =>
      client.send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts }, IfNoneMatch })),
    abort: () => client.send(new AbortMultipartUploadCommand(place)),
  };
}

describe('an upload in parts', () => {
  it('becomes one object when it is complete, and nothing before', async () => {
    const s3 = await givenS3();
    const upload = await givenUpload(s3);
    const [first, second] = [givenBytes(SMALLEST, '1'), givenBytes(70_000, '2')];
    const two = await upload.part(7, second);
    const one = await upload.part(2, first);
    expect(await keysIn(s3, PLAIN)).toEqual([]);

    const { ETag, ChecksumCRC32, ChecksumType } = await upload.complete([one, two]);

    expect((await read(s3, PLAIN, Key)).equals(Buffer.concat([first, second]))).toBe(true);
    expect(ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
    expect([ChecksumCRC32, ChecksumType]).toEqual([expect.stringMatching(/==-2$/), 'COMPOSITE']);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: PLAIN, Key }));
    expect(head).toMatchObject({ ContentType: 'text/csv', Metadata: { part: '7' }, ContentLength: SMALLEST + 70_000 });
    const Range = `bytes=${SMALLEST - 2}-${SMALLEST + 1}`;
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: PLAIN, Key, Range }));
    const across = Buffer.concat([first.subarray(-2), second.subarray(0, 2)]);
    expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(across);
  });

  it('takes a part again, and leaves out what is not named: neither keeps bytes', async () => {
    const s3 = await givenS3();
    const upload = await givenUpload(s3);
    await upload.part(1, givenBytes(10, 'replaced'));
    await upload.part(2, givenBytes(10, 'left out'));
    const part = await upload.part(1, givenBytes(10, 'kept'));
    expect(filesIn(s3)).toBe(2);

    await upload.complete([part]);

    expect(await read(s3, PLAIN, Key)).toEqual(givenBytes(10, 'kept'));
    expect(filesIn(s3)).toBe(1);
    await expectRefused(upload.complete([part]), 'NoSuchUpload', 404);
  });

  it('leaves nothing when it is aborted, or forgotten for a day', async () => {
    const s3 = await givenS3();
    const [aborted, forgotten] = [await givenUpload(s3), await givenUpload(s3)];
    const part = await aborted.part(1, givenBytes(10));
    await forgotten.part(1, givenBytes(10));

    await aborted.abort();
    expect(filesIn(s3)).toBe(1);
    s3.clock.advance(DAY_MS);
    await keysIn(s3, PLAIN);

    expect(filesIn(s3)).toBe(0);
    for (const upload of [aborted, forgotten]) {
      await expectRefused(upload.part(1, givenBytes(10)), 'NoSuchUpload', 404);
      await expectRefused(upload.complete([part]), 'NoSuchUpload', 404);
      await expectRefused(upload.abort(), 'NoSuchUpload', 404);
    }
    expect(filesIn(s3)).toBe(0);
  });

  it('is refused as a whole for parts that are not what the caller takes them for', async () => {
    const s3 = await givenS3();
    const upload = await givenUpload(s3);
    const [one, two] = [await upload.part(1, givenBytes(10)), await upload.part(2, givenBytes(20))];

    await expectRefused(upload.complete([two, one]), 'InvalidPartOrder', 400);
    await expectRefused(upload.complete([one, one]), 'InvalidPartOrder', 400);
    await expectRefused(upload.complete([one, two]), 'EntityTooSmall', 400);
    await expectRefused(upload.complete([{ ...one, ETag: two.ETag }]), 'InvalidPart', 400);
    await expectRefused(upload.complete([{ ...one, ChecksumCRC32: 'AAAAAA==' }]), 'InvalidPart', 400);
    await expectRefused(upload.complete([{ ...two, PartNumber: 3 }]), 'InvalidPart', 400);
    await expectRefused(upload.complete([]), 'MalformedXML', 400);
    await expectRefused(upload.part(0, givenBytes(10)), 'InvalidArgument', 400);

    expect(await keysIn(s3, PLAIN)).toEqual([]);
    await upload.complete([one]);
    expect(await keysIn(s3, PLAIN)).toEqual([Key]);
  });

  it('does not replace what came in between, if so wanted', async () => {
    const s3 = await givenS3();
    const upload = await givenUpload(s3);
    const part = await upload.part(1, givenBytes(10));
    await put(s3, PLAIN, Key, 'earlier');

    await expectRefused(upload.complete([part], '*'), 'PreconditionFailed', 412);
    expect((await read(s3, PLAIN, Key)).toString()).toBe('earlier');
    await upload.complete([part]);
    expect(await read(s3, PLAIN, Key)).toEqual(givenBytes(10));
  });

  it('is locked like any other object', async () => {
    const s3 = await givenS3();
    const upload = await givenUpload(s3, LOCKED);

    const { VersionId } = await upload.complete([await upload.part(1, givenBytes(10))]);

    const head = await s3.client.send(new HeadObjectCommand({ Bucket: LOCKED, Key, VersionId }));
    expect(head.ObjectLockRetainUntilDate).toEqual(new Date(s3.clock.now() + 35 * DAY_MS));
  });
});
