import type { S3Action } from './context.ts';
import { invalidArgument } from './errors.ts';
import { answerXml } from './xml.ts';

const MOST_KEYS = 1000;

function pageSize(asked: string | null): number {
  if (asked === null) return MOST_KEYS;
  if (!/^\d{1,9}$/.test(asked)) throw invalidArgument('max-keys must be a whole number of 0 or more.');
  return Math.min(Number(asked), MOST_KEYS);
}

/** A token is the last key of the page before, so that what is added or deleted between two pages shifts nothing. */
const tokenAfter = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');
const keyBefore = (token: string): string => Buffer.from(token, 'base64url').toString('utf8');

export const listObjects: S3Action = ({ versions }, { bucket, query }) => {
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token');
  const limit = pageSize(query.get('max-keys'));
  const encoding = query.get('encoding-type') ?? undefined;
  if (encoding !== undefined && encoding !== 'url')
    throw invalidArgument('Invalid Encoding Method specified in Request');
  const shown = (text: string): string => (encoding === 'url' ? encodeURIComponent(text) : text);
  const after = token === null ? (query.get('start-after') ?? '') : keyBefore(token);
  const found = limit === 0 ? [] : versions.list({ bucket: bucket.name, prefix, after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return answerXml('ListBucketResult', {
    Name: bucket.name,
    Prefix: shown(prefix),
    KeyCount: page.length,
    MaxKeys: limit,
    IsTruncated: last !== undefined,
    EncodingType: encoding,
    ContinuationToken: token ?? undefined,
    NextContinuationToken: last && tokenAfter(last.key),
    Contents: page.map(({ key, modifiedAt, content }) => ({
      Key: shown(key),
      LastModified: new Date(modifiedAt).toISOString(),
      ETag: `"${content?.etag}"`,
      Size: content?.size,
      StorageClass: 'STANDARD',
    })),
  });
};
