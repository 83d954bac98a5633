import { ListObjectsV2Command, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { DAY_MS, EXPIRING, expectRefused, type GivenS3, givenS3, keysIn, PLAIN, put, read } from './given-s3.ts';

async function givenKeys(s3: GivenS3, keys: readonly string[]): Promise<void> {
  for (const key of keys) await put(s3, PLAIN, key, 'x');
}

it('lists by the bytes of the keys, with what is known of each', async () => {
  const s3 = await givenS3();
  await givenKeys(s3, ['b', 'ü', 'a/2', 'a/10', 'B', 'a & <c>']);

  const { Contents, KeyCount, IsTruncated } = await s3.client.send(new ListObjectsV2Command({ Bucket: PLAIN }));

  expect(Contents?.map(({ Key }) => Key)).toEqual(['B', 'a & <c>', 'a/10', 'a/2', 'b', 'ü']);
  expect({ KeyCount, IsTruncated }).toEqual({ KeyCount: 6, IsTruncated: false });
  expect(Contents?.[0]).toMatchObject({
    ETag: '"9dd4e461268c8034f5c8564e155c67a6"',
    Size: 1,
    LastModified: new Date(s3.clock.now()),
  });
});

it('lists what begins with a prefix', async () => {
  const s3 = await givenS3();
  await givenKeys(s3, ['a', 'a/', 'a/1', 'a/2', 'a0', 'b/1', 'a/%_']);

  const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket: PLAIN, Prefix: 'a/' }));

  expect(Contents?.map(({ Key }) => Key)).toEqual(['a/', 'a/%_', 'a/1', 'a/2']);
});

it('lists page by page, each key once, whatever comes and goes meanwhile', async () => {
  const s3 = await givenS3();
  const keys = Array.from({ length: 7 }, (_, at) => `k/${at}`);
  await givenKeys(s3, [...keys, 'z']);
  const pages: (string | undefined)[][] = [];

  const pager = paginateListObjectsV2({ client: s3.client, pageSize: 3 }, { Bucket: PLAIN, Prefix: 'k/' });
  for await (const { Contents = [], KeyCount } of pager) {
    expect(KeyCount).toBe(Contents.length);
    pages.push(Contents.map(({ Key }) => Key));
    await put(s3, PLAIN, 'k/-before', 'x');
  }

  expect(pages).toEqual([keys.slice(0, 3), keys.slice(3, 6), keys.slice(6)]);
});

it('lists none if none are asked for, and never more than a thousand', async () => {
  const s3 = await givenS3();
  await givenKeys(s3, ['a']);
  const list = (MaxKeys: number) => s3.client.send(new ListObjectsV2Command({ Bucket: PLAIN, MaxKeys }));

  expect(await list(0)).toMatchObject({ KeyCount: 0, IsTruncated: false });
  expect(await list(5000)).toMatchObject({ KeyCount: 1, MaxKeys: 1000 });
  await expectRefused(list(-1), 'InvalidArgument', 400);
});

it('encodes keys where that is asked for, as the AWS CLI does', async () => {
  const s3 = await givenS3();
  await givenKeys(s3, ['a b']);

  const { Contents } = await s3.client.send(new ListObjectsV2Command({ Bucket: PLAIN, EncodingType: 'url' }));

  expect(Contents?.[0]?.Key).toBe('a%20b');
});

it('what has expired is neither listed nor read, to the millisecond', async () => {
  const s3 = await givenS3();
  await put(s3, EXPIRING, 'a');
  s3.clock.advance(1);
  await put(s3, EXPIRING, 'b');

  s3.clock.advance(7 * DAY_MS - 1);

  await expectRefused(read(s3, EXPIRING, 'a'), 'NoSuchKey', 404);
  expect(await keysIn(s3, EXPIRING)).toEqual(['b']);
});
