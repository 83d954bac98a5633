import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished } from 'vitest';
import type { RestService } from '#/local/aws/rest-service.ts';
import type { Bucket } from '#/local/s3/context.ts';
import { openS3 } from '#/local/s3/s3.ts';
import { type Clock, clientOf, givenAwsEndpoint, givenClock, givenFolder, REGION } from '#/test/support/local-aws.ts';

export const PLAIN = 'coachvault-eu-plain';
export const EXPIRING = 'coachvault-eu-expiring';
export const LOCKED = 'coachvault-eu-locked';

export const DAY_MS = 86_400_000;

const BUCKETS: readonly Bucket[] = [
  { name: PLAIN },
  { name: EXPIRING, expireDays: 7 },
  { name: LOCKED, objectLock: { days: 35 }, expireDays: 400 },
];

/** What makes a bare request one for S3. */
export const SIGNED = { authorization: `AWS4-HMAC-SHA256 Credential=local/20261121/${REGION}/s3/aws4_request` };

export type GivenS3 = {
  readonly service: RestService;
  readonly client: S3Client;
  readonly url: string;
  readonly clock: Clock;
  readonly folder: string;
  readonly rootKey: Buffer;
};

function clientAt(url: string): S3Client {
  const client = new S3Client(clientOf(url));
  onTestFinished(() => client.destroy());
  return client;
}

/** The S3 of a local run behind its endpoint, closed with the test; over the data of an earlier one when given. */
export async function givenS3(earlier: Partial<Pick<GivenS3, 'folder' | 'rootKey' | 'clock'>> = {}): Promise<GivenS3> {
  const { folder = join(givenFolder(), 's3'), rootKey = randomBytes(32), clock = givenClock() } = earlier;
  const s3 = openS3({ folder, rootKey, now: clock.now, region: REGION, buckets: BUCKETS });
  onTestFinished(() => s3.close());
  const { url } = await givenAwsEndpoint({ rest: [s3.service] });
  return { service: s3.service, client: clientAt(url), url, clock, folder, rootKey };
}

/** Bytes that look like no others and are the same for the same seed. */
export function givenBytes(size: number, seed = 'bytes'): Buffer {
  const block = createHash('sha512').update(seed).digest();
  return Buffer.concat(Array.from({ length: Math.ceil(size / block.length) }, () => block)).subarray(0, size);
}

export const put = ({ client }: GivenS3, Bucket: string, Key: string, Body: string | Uint8Array = Key) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body }));

/** The bytes of an object as the SDK hands them over, which checks their checksum. */
export async function read({ client }: GivenS3, Bucket: string, Key: string, VersionId?: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

export async function keysIn({ client }: GivenS3, Bucket: string): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => String(Key));
}

/** Expects a refusal with S3's code and HTTP status. */
export const expectRefused = (call: Promise<unknown>, name: string, httpStatusCode: number): Promise<void> =>
  expect(call).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
