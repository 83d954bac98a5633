import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Problem } from '#/domain/api/problems.ts';
import type { BucketName } from '#/domain/data-map/buckets.ts';

export type BucketNames = Readonly<Partial<Record<BucketName, string>>>;

/** The buckets a function may reach. Names of objects hold ids only; what lies in them is sealed before it gets here. */
export type Buckets = {
  put(bucket: BucketName, name: string, bytes: Uint8Array): Promise<void>;
  /** The whole object, or undefined when there is none. */
  get(bucket: BucketName, name: string): Promise<Uint8Array | undefined>;
  /** How many bytes an object has, or undefined when there is none. */
  size(bucket: BucketName, name: string): Promise<number | undefined>;
  /** Bytes of an object from one place up to, and without, another. */
  range(bucket: BucketName, name: string, from: number, to: number): Promise<Readable>;
  /** Names below a prefix, a thousand at a time; with a moment (epoch ms), only of what was written before it. */
  list(bucket: BucketName, prefix: string, before?: number): AsyncGenerator<readonly string[]>;
  /** Deletes objects; one that is gone already is no error. */
  remove(bucket: BucketName, names: readonly string[]): Promise<void>;
};

const unavailable = (cause: unknown): never => {
  throw new Problem('unavailable', { retryAfter: 2 }, { cause });
};
/** What S3 takes in one call. */
const deleteAtMost = 1_000;

export function openBuckets(s3: S3Client, names: BucketNames): Buckets {
  function named(bucket: BucketName): string {
    const name = names[bucket];
    if (!name) throw new TypeError(`This function has no access to the bucket "${bucket}"; add it to its contract.`);
    return name;
  }

  async function removeSome(Bucket: string, some: readonly string[]): Promise<void> {
    const Delete = { Objects: some.map((Key) => ({ Key })), Quiet: true };
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete })).catch(unavailable);
    if (Errors.length > 0) unavailable(new Error('S3 left objects undeleted.'));
  }

  return {
    async put(bucket, Key, Body) {
      const command = new PutObjectCommand({ Bucket: named(bucket), Key, Body });
      await s3.send(command).catch(unavailable);
    },
    async get(bucket, Key) {
      const command = new GetObjectCommand({ Bucket: named(bucket), Key });
      const found = await s3.send(command).catch((cause: unknown) => {
        return cause instanceof NoSuchKey ? undefined : unavailable(cause);
      });
      return found?.Body?.transformToByteArray().catch(unavailable);
    },
    async size(bucket, Key) {
      const head = s3.send(new HeadObjectCommand({ Bucket: named(bucket), Key }));
      const found = await head.catch((cause: unknown) => (cause instanceof NotFound ? undefined : unavailable(cause)));
      return found?.ContentLength;
    },
    async range(bucket, Key, from, to) {
      const command = new GetObjectCommand({ Bucket: named(bucket), Key, Range: `bytes=${from}-${to - 1}` });
      const { Body } = await s3.send(command).catch(unavailable);
      return Body as Readable;
    },
    async *list(bucket, Prefix, before = Number.POSITIVE_INFINITY) {
      let ContinuationToken: string | undefined;
      do {
        const command = new ListObjectsV2Command({ Bucket: named(bucket), Prefix, ContinuationToken });
        const page = await s3.send(command).catch(unavailable);
        const written = (page.Contents ?? []).filter(({ LastModified }) => (LastModified?.getTime() ?? 0) < before);
        const found = written.flatMap(({ Key }) => Key ?? []);
        if (found.length > 0) yield found;
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
    },
    async remove(bucket, objects) {
      for (let from = 0; from < objects.length; from += deleteAtMost) {
        await removeSome(named(bucket), objects.slice(from, from + deleteAtMost));
      }
    },
  };
}
