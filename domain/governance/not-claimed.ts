import { holders } from '#/domain/data-map/holders.ts';
import { snapshotDays } from '#/domain/erasure/copies.ts';

/** What a reader could take for promised, and is not. */
export const notClaimed: readonly string[] = [
  'No certification of our own. Reports and certificates of AWS are about AWS.',
  'No end-to-end encryption. Our functions open a record while they serve a request that may have it; whoever controls the AWS account could change them.',
  'No service level: no availability is promised, and no time to repair.',
  `No erasure of backups at once. Keys are destroyed at once and make records unreadable. Copies of those keys lapse after ${holders.key_backups.keepDays} days, ` +
    `copies of the tables after ${holders.backups.keepDays}, the snapshot of a deleted table after ${snapshotDays}.`,
  'No recall of what somebody has read, copied or photographed.',
  'No protection against AWS itself. It runs the machines and the hardware that keeps the keys.',
  'No legal advice: generated documents are drafts for the operator’s counsel.',
];
