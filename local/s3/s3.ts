import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LocalRunError } from '#/local/aws/local-run-error.ts';
import type { RestAnswer, RestRequest, RestService } from '#/local/aws/rest-service.ts';
import { AwsError } from '#/local/aws/service.ts';
import { createSealing } from '#/local/sqlite/sealing.ts';
import { openStore } from '#/local/sqlite/store.ts';
import type { Bucket, S3 } from './context.ts';
import { noSuchBucket, notImplemented } from './errors.ts';
import { dropExpired } from './expiry.ts';
import { findAction } from './find-operation.ts';
import { payloadOf } from './payload.ts';
import { piecesOn } from './pieces.ts';
import { verifyPresigned } from './presigned.ts';
import { openSealedFiles } from './sealed-files.ts';
import { tables } from './tables.ts';
import { uploadsOn } from './uploads.ts';
import { versionsOn } from './versions.ts';

/** A request is held in memory as a whole; what is larger must come as an upload in parts. S3 itself takes 5 GB. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;
const MAX_KEY_BYTES = 1024;

export type S3Options = {
  /** Holds the objects; created when missing. */
  readonly folder: string;
  /** 32 bytes; objects and what describes them lie in the folder only under keys derived from it. */
  readonly rootKey: Buffer;
  /** Epoch ms. */
  readonly now: () => number;
  readonly region: string;
  readonly buckets: readonly Bucket[];
};

/** Bucket and key of a path-style address: `/<bucket>/<key>`. Throws AwsError. */
function addressOf({ path }: RestRequest): { bucketName: string; key: string } {
  const [, bucketName = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  try {
    const decoded = decodeURIComponent(key);
    if (Buffer.byteLength(decoded) > MAX_KEY_BYTES) throw new AwsError('KeyTooLongError', 'Your key is too long');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them, so no list could name the key.
    if (/[\u0000-\u001f\uffff]/.test(decoded)) throw notImplemented('control characters in a key');
    return { bucketName: decodeURIComponent(bucketName), key: decoded };
  } catch (error) {
    throw error instanceof AwsError ? error : new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

async function handle(s3: S3, region: string, request: RestRequest): Promise<RestAnswer> {
  const { bucketName, key } = addressOf(request);
  if (request.headers.authorization === undefined) verifyPresigned(request, region, s3.now());
  if (bucketName === '') throw notImplemented(`${request.method} without a bucket`);
  const action = findAction(request, key === '' ? 'bucket' : 'object');
  const bucket = s3.buckets.get(bucketName);
  if (bucket === undefined) throw noSuchBucket(s3.buckets.keys());
  const payload = payloadOf(request);
  await dropExpired(s3, bucket);
  const { query, headers } = request;
  return action(s3, { ...payload, bucket, key, query, headers });
}

function openParts({ folder, rootKey, now, buckets }: S3Options): S3 {
  const bytes = join(folder, 'objects');
  mkdirSync(bytes, { recursive: true, mode: 0o700 });
  const store = openStore(join(folder, 's3.sqlite'), tables);
  const sealing = createSealing(rootKey);
  const pieces = piecesOn(store, sealing);
  const files = openSealedFiles(bytes, rootKey);
  files.keepOnly(pieces.names());
  const [versions, uploads] = [versionsOn(store, sealing), uploadsOn(store, sealing)];
  const byName = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  return { buckets: byName, store, versions, uploads, pieces, files, now };
}

/**
 * S3 on sealed files and one SQLite file, with the buckets given. An object is there as a whole or not at all, also when
 * this process is killed. The signature in a header is not checked (the endpoint's fence is enough), the one in a URL is:
 * URLs are handed on. Throws LocalRunError when the folder cannot be used.
 */
export function openS3(options: S3Options): { service: RestService; close(): void } {
  let s3: S3;
  try {
    s3 = openParts(options);
  } catch {
    throw new LocalRunError(
      `The folder of the objects ${options.folder} cannot be opened: let this user read and write it, put a copy of it ` +
        'back, or run "npm start -- --fresh" to begin again without its data.',
    );
  }
  const service: RestService = {
    signingName: 's3',
    maxBodyBytes: MAX_BODY_BYTES,
    handle: (request) => handle(s3, options.region, request),
  };
  return { service, close: () => s3.store.close() };
}
