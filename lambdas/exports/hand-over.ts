import { Problem } from '#/domain/api/problems.ts';
import { exportBundle } from '#/domain/data-map/entities/rights.ts';
import type { Move } from '#/domain/rights/moves.ts';
import { advanceRequest } from '#/vault/advance-request.ts';
import { create } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { refOf } from '#/vault/records.ts';
import { removeObject } from '#/vault/sealed-objects.ts';
import { removeRow } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Copying } from './job.ts';

/** How long a copy waits for its person. */
export const waitsHours = 24;

/** Writes down that the copy is there. Repeated, it finds that written. */
async function announce({ vault, errand, personId, requestId }: Copying, pieces: readonly number[]): Promise<void> {
  const expiresAt = vault.now() + waitsHours * 3_600_000;
  const bundle = create(exportBundle, { personId, requestId }, personId, { pieces: [...pieces], expiresAt });
  const event = { type: 'copy.made', subjectId: personId, resourceId: requestId };
  await saveErrand(vault, errand, { records: [bundle], event }).catch((cause: unknown) => {
    if (!(cause instanceof WriteRefused) || cause.failure !== 'exists') throw cause;
  });
}

/** Deletes the copy, with the row that says that it is there. Deleting what is gone is no error. */
export async function removeCopy({ vault, personId, requestId }: Copying): Promise<number> {
  await writeTogether(vault.tables.dynamo, [removeRow(vault, refOf(exportBundle, { personId, requestId }))]);
  return removeObject(vault, 'exports', requestId);
}

/** Ends the request; false when it had come to another end meanwhile. */
async function end({ vault, errand, requestId }: Copying, move: Move): Promise<boolean> {
  try {
    await advanceRequest(vault, errand, requestId, move);
    return true;
  } catch (cause) {
    if (cause instanceof Problem && cause.type === 'conflict') return false;
    throw cause;
  }
}

/** Offers the copy to its person and completes the request; false when the request was refused meanwhile. */
export async function handOver(copying: Copying, pieces: readonly number[]): Promise<boolean> {
  await announce(copying, pieces);
  return end(copying, { name: 'complete' });
}

/** There is nobody left to give a copy to. */
export async function giveUp(copying: Copying): Promise<false> {
  await end(copying, { name: 'refuse', reason: 'erased_meanwhile' });
  return false;
}
