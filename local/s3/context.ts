import type { IncomingHttpHeaders } from 'node:http';
import type { RestAnswer } from '#/local/aws/rest-service.ts';
import type { Store } from '#/local/sqlite/store.ts';
import type { Payload } from './payload.ts';
import type { Pieces } from './pieces.ts';
import type { SealedFiles } from './sealed-files.ts';
import type { Uploads } from './uploads.ts';
import type { Versions } from './versions.ts';

/** A bucket, which is there from the start. */
export type Bucket = {
  readonly name: string;
  /** Keeps every version, each locked for this many days (in compliance mode) unless its writer says otherwise. */
  readonly objectLock?: { readonly days: number } | undefined;
  /** What is older goes for good, unless it is locked. */
  readonly expireDays?: number | undefined;
};

/** What the actions work on. */
export type S3 = {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly store: Store;
  readonly versions: Versions;
  readonly uploads: Uploads;
  readonly pieces: Pieces;
  readonly files: SealedFiles;
  /** Epoch ms. */
  readonly now: () => number;
};

/** A request that was found to be one of the actions; `key` is empty where it is for a bucket. */
export type S3Request = Payload & {
  readonly bucket: Bucket;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
};

export type S3Action = (s3: S3, request: S3Request) => RestAnswer | Promise<RestAnswer>;
