import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services, withoutLog } from '#/lambdas/platform/services.ts';

const s3 = once(() => withoutLog(new S3Client(clientOptions())));
const bucketOf = ({ config }: Services): string => config.COACHVAULT_BUCKET_EVIDENCE;

const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'PreconditionFailed';

/**
 * Lays an object into the evidence bucket, under its retention and a legal hold, unless one of that name lies there. Answers
 * the text that lies there now: what was collected first counts.
 */
export async function layObject(services: Services, Key: string, text: string): Promise<string> {
  const Bucket = bucketOf(services);
  const Body = Buffer.from(text, 'utf8');
  const put = new PutObjectCommand({
    Bucket,
    Key,
    Body,
    ContentType: 'application/x-ndjson',
    ChecksumSHA256: createHash('sha256').update(Body).digest('base64'),
    ObjectLockLegalHoldStatus: 'ON',
    IfNoneMatch: '*',
  });
  try {
    await s3().send(put);
    return text;
  } catch (error) {
    if (!isTaken(error)) throw error;
  }
  const { Body: found } = await s3().send(new GetObjectCommand({ Bucket, Key }));
  return (await found?.transformToString('utf8')) ?? '';
}
