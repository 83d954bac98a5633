import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { findWritten } from '#/test/vault/written-files.ts';
import { DAY_MS, EXPIRING, type GivenS3, givenBytes, givenS3, keysIn, PLAIN, put, read } from './given-s3.ts';

const CANARY = 'The Obsidian-Canary recording';

const objectFiles = ({ folder }: GivenS3): string[] =>
  readdirSync(join(folder, 'objects')).map((name) => join(folder, 'objects', name));

const onlyFile = (s3: GivenS3): string => objectFiles(s3)[0] ?? '';

describe('on the disk', () => {
  it('EN7: neither bytes nor what describes them can be read, in an upload that is under way neither', async () => {
    const s3 = await givenS3();
    const described = {
      Bucket: PLAIN,
      ContentDisposition: `attachment; filename="${CANARY}"`,
      Metadata: { of: CANARY },
    };
    await s3.client.send(new PutObjectCommand({ ...described, Key: 'eu.recording_1', Body: CANARY.repeat(20_000) }));
    const place = { Bucket: PLAIN, Key: 'eu.recording_2' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ ...described, ...place }));
    await s3.client.send(new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: CANARY }));

    expect(findWritten(s3.folder, [CANARY])).toEqual([]);
    // The search finds what is there: the keys, which are ids.
    expect(findWritten(s3.folder, ['eu.recording_1']).join()).toContain('s3.sqlite');
    expect((await read(s3, PLAIN, 'eu.recording_1')).toString()).toContain(CANARY);
  });

  it('every file is this user’s only, and says nothing by its name', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'eu.recording_1');

    expect(objectFiles(s3).map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    expect(statSync(s3.folder).mode & 0o777).toBe(0o700);
    expect(onlyFile(s3)).toMatch(/\/[0-9a-f]{48}$/);
  });

  it('the bytes of what is deleted, replaced or expired are gone', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a', 'first');
    await put(s3, PLAIN, 'a', 'second');
    expect(objectFiles(s3)).toHaveLength(1);

    await s3.client.send(new DeleteObjectCommand({ Bucket: PLAIN, Key: 'a' }));
    expect(objectFiles(s3)).toEqual([]);

    await put(s3, EXPIRING, 'a');
    s3.clock.advance(7 * DAY_MS);
    await keysIn(s3, EXPIRING);
    expect(objectFiles(s3)).toEqual([]);
  });

  it.each([
    [
      'a changed byte',
      (file: string) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte, at) => (at === 400_000 ? byte ^ 1 : byte)),
        ),
    ],
    ['a lost end', (file: string) => truncateSync(file, 400_000)],
    ['two parts exchanged', (file: string) => writeFileSync(file, exchanged(readFileSync(file)))],
  ])('%s breaks the read off', async (_, damage) => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a', givenBytes(600_000));

    damage(onlyFile(s3));

    await expect(read(s3, PLAIN, 'a')).rejects.toThrow();
  });

  it('another root key opens nothing', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a', 'bytes');

    const { client } = await givenS3({ folder: s3.folder });

    await expect(read({ ...s3, client }, PLAIN, 'a')).rejects.toMatchObject({ name: 'InternalFailure' });
  });

  it('a restart finds everything, and removes files that belong to nothing', async () => {
    const s3 = await givenS3();
    await put(s3, PLAIN, 'a', 'bytes');
    writeFileSync(join(s3.folder, 'objects', 'left-by-a-kill'), 'half');

    const again = await givenS3(s3);

    expect((await read(again, PLAIN, 'a')).toString()).toBe('bytes');
    expect(objectFiles(s3)).toHaveLength(1);
  });
});

/** The first two sealed segments of a file, the other way round. */
function exchanged(bytes: Buffer): Buffer {
  const segment = 256 * 1024 + 16;
  return Buffer.concat([bytes.subarray(segment, 2 * segment), bytes.subarray(0, segment), bytes.subarray(2 * segment)]);
}
