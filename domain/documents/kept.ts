import type { BucketDefinition } from '#/domain/data-map/buckets.ts';
import type { Holder } from '#/domain/data-map/holders.ts';

const daysOf = (count: number): string => `${count} day${count === 1 ? '' : 's'}`;

/** How long a holder keeps something, in words. */
export function holderDays({ keepDays }: Pick<Holder, 'keepDays'>): string {
  if (keepDays === null) return 'as long as the account';
  return keepDays === 0 ? 'not at all: it only passes' : daysOf(keepDays);
}

/** How long a bucket keeps an object, in words. */
export function bucketDays({ expireDays, objectLock }: BucketDefinition): string {
  const locked = objectLock ? `, locked for the first ${daysOf(objectLock.days)}` : '';
  return expireDays === undefined ? `as long as the record it belongs to${locked}` : `${daysOf(expireDays)}${locked}`;
}
