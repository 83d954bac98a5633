import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { DAY_MS, expectRefused, type GivenS3, givenS3, keysIn, LOCKED, PLAIN, put, read, SIGNED } from './given-s3.ts';

const Bucket = LOCKED;
const Key = 'a';

const remove = ({ client }: GivenS3, VersionId?: string, BypassGovernanceRetention?: boolean) =>
  client.send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));

const inDays = ({ clock }: GivenS3, days: number): Date => new Date(clock.now() + days * DAY_MS);

const retain = (
  { client }: GivenS3,
  Mode: 'GOVERNANCE' | 'COMPLIANCE',
  until: Date,
  BypassGovernanceRetention = false,
) =>
  client.send(
    new PutObjectRetentionCommand({
      Bucket,
      Key,
      Retention: { Mode, RetainUntilDate: until },
      BypassGovernanceRetention,
    }),
  );

const hold = ({ client }: GivenS3, Status: 'ON' | 'OFF') =>
  client.send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: { Status } }));

describe('in a bucket with object lock', () => {
  it('nobody deletes a version before its day', async () => {
    const s3 = await givenS3();
    const { VersionId } = await put(s3, Bucket, Key, 'entry');

    s3.clock.advance(35 * DAY_MS - 1);
    await expectRefused(remove(s3, VersionId, true), 'AccessDenied', 403);
    expect((await read(s3, Bucket, Key)).toString()).toBe('entry');

    s3.clock.advance(1);
    await remove(s3, VersionId);
    await expectRefused(read(s3, Bucket, Key), 'NoSuchKey', 404);
    await expectRefused(read(s3, Bucket, Key, VersionId), 'NoSuchVersion', 404);
  });

  it('overwriting and deleting leave what was there', async () => {
    const s3 = await givenS3();
    const first = await put(s3, Bucket, Key, 'first');
    const second = await put(s3, Bucket, Key, 'second');

    const { DeleteMarker, VersionId: marker } = await remove(s3);

    expect(DeleteMarker).toBe(true);
    expect(await keysIn(s3, Bucket)).toEqual([]);
    await expectRefused(read(s3, Bucket, Key), 'NoSuchKey', 404);
    await expectRefused(read(s3, Bucket, Key, marker), 'MethodNotAllowed', 405);
    expect((await read(s3, Bucket, Key, first.VersionId)).toString()).toBe('first');
    expect((await read(s3, Bucket, Key, second.VersionId)).toString()).toBe('second');
    // A marker protects nothing: without it the object is there again.
    expect(await remove(s3, marker)).toMatchObject({ DeleteMarker: true, VersionId: marker });
    expect((await read(s3, Bucket, Key)).toString()).toBe('second');
  });

  it('deleting together is refused version by version', async () => {
    const s3 = await givenS3();
    const { VersionId } = await put(s3, Bucket, Key);
    const Delete = { Objects: [{ Key, VersionId }, { Key: 'b' }] };

    const { Deleted, Errors } = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete }));

    expect(Errors).toMatchObject([{ Key, VersionId, Code: 'AccessDenied' }]);
    expect(Deleted).toMatchObject([{ Key: 'b', DeleteMarker: true }]);
  });

  it('a writer may lock for longer, and says so with every read', async () => {
    const s3 = await givenS3();
    const ObjectLockRetainUntilDate = inDays(s3, 90);
    const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus: 'ON' } as const;
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...lock }));

    expect(await s3.client.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject(lock);
    expect(await s3.client.send(new GetObjectCommand({ Bucket, Key }))).toMatchObject(lock);
    const { Retention } = await s3.client.send(new GetObjectRetentionCommand({ Bucket, Key }));
    expect(Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: ObjectLockRetainUntilDate });
  });

  it('compliance is only ever prolonged', async () => {
    const s3 = await givenS3();
    await put(s3, Bucket, Key);

    await expectRefused(retain(s3, 'COMPLIANCE', inDays(s3, 34), true), 'AccessDenied', 403);
    await expectRefused(retain(s3, 'GOVERNANCE', inDays(s3, 90), true), 'AccessDenied', 403);
    await retain(s3, 'COMPLIANCE', inDays(s3, 36));

    const { Retention } = await s3.client.send(new GetObjectRetentionCommand({ Bucket, Key }));
    expect(Retention?.RetainUntilDate).toEqual(inDays(s3, 36));
  });

  it('governance gives way to who asks for it', async () => {
    const s3 = await givenS3();
    const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: inDays(s3, 10) } as const;
    const { VersionId } = await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...lock }));

    await expectRefused(remove(s3, VersionId), 'AccessDenied', 403);
    await expectRefused(retain(s3, 'GOVERNANCE', inDays(s3, 1)), 'AccessDenied', 403);
    await retain(s3, 'GOVERNANCE', inDays(s3, 1), true);
    await remove(s3, VersionId, true);

    await expectRefused(read(s3, Bucket, Key), 'NoSuchKey', 404);
  });

  it('a legal hold outlasts every date until it is lifted', async () => {
    const s3 = await givenS3();
    const { VersionId } = await put(s3, Bucket, Key, 'held');
    await hold(s3, 'ON');

    s3.clock.advance(500 * DAY_MS);
    await expectRefused(remove(s3, VersionId, true), 'AccessDenied', 403);
    expect((await read(s3, Bucket, Key)).toString()).toBe('held');

    await hold(s3, 'OFF');
    await expectRefused(read(s3, Bucket, Key), 'NoSuchKey', 404);
  });

  it.each([
    ['a date that has passed', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date(0) }],
    ['a date without a mode', { ObjectLockRetainUntilDate: new Date('2030-01-01') }],
    ['a mode without a date', { ObjectLockMode: 'COMPLIANCE' }],
    ['an unknown mode', { ObjectLockMode: 'SOFT' as 'COMPLIANCE', ObjectLockRetainUntilDate: new Date('2030-01-01') }],
    ['a hold that is neither on nor off', { ObjectLockLegalHoldStatus: 'MAYBE' as 'ON' }],
  ] as const)('%s is refused', async (_, lock) => {
    const s3 = await givenS3();

    const write = s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...lock }));

    await expectRefused(write, 'InvalidArgument', 400);
    expect(await keysIn(s3, Bucket)).toEqual([]);
  });

  it('a write without any checksum is refused, as by S3', async () => {
    const { url } = await givenS3();
    const answer = await fetch(`${url}/${Bucket}/${Key}`, { method: 'PUT', headers: SIGNED, body: 'x' });

    expect(await answer.text()).toMatch(/InvalidRequest.*Content-MD5/);
  });
});

it('a bucket without object lock takes no locks', async () => {
  const s3 = await givenS3();
  await put(s3, PLAIN, Key);
  const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: inDays(s3, 1) } as const;

  const locking = [
    () => s3.client.send(new PutObjectCommand({ Bucket: PLAIN, Key, Body: 'x', ...lock })),
    () => s3.client.send(new GetObjectRetentionCommand({ Bucket: PLAIN, Key })),
    () => s3.client.send(new PutObjectLegalHoldCommand({ Bucket: PLAIN, Key, LegalHold: { Status: 'ON' } })),
  ];

  for (const attempt of locking) await expectRefused(attempt(), 'InvalidRequest', 400);
});
