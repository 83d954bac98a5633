import { checksumHeaders } from './checksums.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import type { S3Action } from './context.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { abortMultipartUpload, createMultipartUpload, uploadPart } from './multipart-actions.ts';
import { keptHeaders } from './object-headers.ts';
import { putObject } from './put-object.ts';
import { getObjectRetention, putObjectLegalHold, putObjectRetention } from './retention-actions.ts';

export type Operation = {
  /** Method, what it is for, and the query parameters that tell it from others of its method. */
  readonly call: string;
  /** Query parameters that it understands beside them. */
  readonly takes?: readonly string[];
  /** `x-amz-` headers that it understands; a name that ends with `-` stands for all that begin so. */
  readonly headers?: readonly string[];
  readonly action: S3Action;
};

const VERSION = ['versionId'];
const READ = [...VERSION, ...keptHeaders.map((name) => `response-${name}`)];
const PAGE = ['prefix', 'continuation-token', 'max-keys', 'start-after', 'encoding-type'];

const SUMS = checksumHeaders;
const MODE = ['x-amz-checksum-mode'];
const BYPASS = ['x-amz-bypass-governance-retention'];
const LOCK = ['x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date', 'x-amz-object-lock-legal-hold'];
const START = ['x-amz-meta-', ...LOCK, 'x-amz-checksum-algorithm'];
const WRITE = ['x-amz-meta-', ...LOCK, ...SUMS];

/** What the local S3 can do: no more than CoachVault calls. */
export const operations: Readonly<Record<string, Operation>> = {
  PutObject: { call: 'PUT object', headers: WRITE, action: putObject },
  GetObject: { call: 'GET object', takes: READ, headers: MODE, action: getObject },
  HeadObject: { call: 'HEAD object', takes: READ, headers: MODE, action: headObject },
  DeleteObject: { call: 'DELETE object', takes: VERSION, headers: BYPASS, action: deleteObject },
  DeleteObjects: { call: 'POST bucket delete', headers: [...SUMS, ...BYPASS], action: deleteObjects },
  ListObjectsV2: { call: 'GET bucket list-type', takes: PAGE, action: listObjects },
  CreateMultipartUpload: { call: 'POST object uploads', headers: START, action: createMultipartUpload },
  UploadPart: { call: 'PUT object partNumber uploadId', headers: SUMS, action: uploadPart },
  CompleteMultipartUpload: { call: 'POST object uploadId', action: completeMultipartUpload },
  AbortMultipartUpload: { call: 'DELETE object uploadId', action: abortMultipartUpload },
  GetObjectRetention: { call: 'GET object retention', takes: VERSION, action: getObjectRetention },
  PutObjectRetention: {
    call: 'PUT object retention',
    takes: VERSION,
    headers: [...SUMS, ...BYPASS],
    action: putObjectRetention,
  },
  PutObjectLegalHold: { call: 'PUT object legal-hold', takes: VERSION, headers: SUMS, action: putObjectLegalHold },
};
