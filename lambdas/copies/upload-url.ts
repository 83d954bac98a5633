import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { bucketEnv } from '#/domain/api/area.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services, withoutLog } from '#/lambdas/platform/services.ts';

// The SDK would add a checksum of its own over the empty body that it signs.
const s3 = once(() => withoutLog(new S3Client({ ...clientOptions(), requestChecksumCalculation: 'WHEN_REQUIRED' })));

export type Upload = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly seconds: number;
};

/** Where exactly these bytes can be put, and nothing else: length and hash are signed along. */
export async function uploadUrl({ config, now }: Services, { name, bytes, sha256, seconds }: Upload) {
  const hash = Buffer.from(sha256, 'hex').toString('base64');
  const command = new PutObjectCommand({
    Bucket: config[bucketEnv('exports')],
    Key: name,
    ContentLength: bytes,
    ChecksumSHA256: hash,
  });
  const headers = { 'content-length': String(bytes), 'x-amz-checksum-sha256': hash };
  const signed = new Set(Object.keys(headers));
  const signingDate = new Date(now());
  const url = await getSignedUrl(s3(), command, {
    expiresIn: seconds,
    signingDate,
    signableHeaders: signed,
    unhoistableHeaders: signed,
  });
  return { method: 'PUT' as const, url, headers };
}
