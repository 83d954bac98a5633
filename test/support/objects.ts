import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { BucketName } from '#/domain/data-map/buckets.ts';
import { bucketName } from '#/lib/names.ts';
import { localAccount } from '#/local/aws/account.ts';
import type { GivenInstance } from './instance.ts';

/** Names of the objects of a bucket, as somebody with access to it sees them. */
export async function objectsIn({ id, awsConfig }: GivenInstance, bucket: BucketName, prefix = ''): Promise<string[]> {
  const s3 = new S3Client(awsConfig);
  const Bucket = bucketName({ id, account: localAccount }, bucket);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
  s3.destroy();
  return Contents.flatMap(({ Key }) => Key ?? []);
}
