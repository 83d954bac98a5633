import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { bucketEnv } from '#/domain/api/area.ts';
import { canonical } from '#/domain/canonical.ts';
import type { JobEvent } from '#/domain/jobs.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services } from '#/lambdas/platform/services.ts';

const s3 = once(() => new S3Client(clientOptions()));

/** Where an event stands in the ledger: by day, so that a restore reads only the days since its copy. */
const ledgerName = ({ at, eventId }: Pick<JobEvent, 'at' | 'eventId'>): string =>
  `${new Date(at).toISOString().slice(0, 10)}/${eventId}.json`;

/** Adds an event to the ledger, where it can be neither changed nor deleted. Writing it again writes the same. */
export async function writeLedger({ config }: Services, event: JobEvent): Promise<void> {
  const command = new PutObjectCommand({
    Bucket: config[bucketEnv('ledger')],
    Key: ledgerName(event),
    Body: canonical(event),
    ContentType: 'application/json',
  });
  await s3().send(command);
}
