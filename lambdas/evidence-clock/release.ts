import { PutObjectLegalHoldCommand, S3Client } from '@aws-sdk/client-s3';
import { mayBeReleased } from '#/domain/incidents/evidence/release.ts';
import { once } from '#/domain/once.ts';
import { clientOptions, type Services, withoutLog } from '#/lambdas/platform/services.ts';
import { caseIds, readCase } from '#/vault/incidents/cases.ts';
import { itemsOf, noteReleased } from '#/vault/incidents/evidence.ts';

const s3 = once(() => withoutLog(new S3Client(clientOptions())));

/** Ends the legal holds of a case that was closed long enough ago. Repeating it ends those that are left. */
async function releaseCase({ vault, config, now }: Services, incidentId: string): Promise<void> {
  const known = await readCase(vault, incidentId);
  if (!mayBeReleased(known?.values.closedAt, now())) return;
  for (const item of await itemsOf(vault, incidentId)) {
    if (!item.values.held) continue;
    const { objectKey: Key } = item.values;
    const hold = { Bucket: config.COACHVAULT_BUCKET_EVIDENCE, Key, LegalHold: { Status: 'OFF' } } as const;
    await s3().send(new PutObjectLegalHoldCommand(hold));
    await noteReleased(vault, item);
  }
}

/** Goes through all cases; the objects go by themselves after the days of the map, when nothing holds them any more. */
export async function releaseEvidence(services: Services): Promise<void> {
  for await (const ids of caseIds(services.vault))
    for (const incidentId of ids) await releaseCase(services, incidentId);
}
