import { holders } from '#/domain/data-map/holders.ts';
import { endOf } from '#/domain/data-map/retention.ts';

/** DynamoDB keeps a snapshot of a table that was deleted for this many days, whatever else was deleted in it. */
export const snapshotDays = 35;

/** The day from which no copy of ours holds what was deleted now, in epoch ms. */
export const copiesLapseAt = (now: number): number => {
  const { table_recovery, backups, key_backups } = holders;
  return endOf(now, { days: Math.max(snapshotDays, table_recovery.keepDays, backups.keepDays, key_backups.keepDays) });
};

/** The day from which a key that was destroyed now can be brought back by nobody, in epoch ms. */
export const keysLapseAt = (now: number): number =>
  endOf(now, { days: Math.max(snapshotDays, holders.key_backups.keepDays) });
