import { type BucketDefinition, buckets } from '#/domain/data-map/buckets.ts';
import type { Category } from '#/domain/data-map/categories.ts';
import { type Holder, holders } from '#/domain/data-map/holders.ts';
import { titled } from './words.ts';

/** A place outside the tables that holds something, as documents tell of it. */
type Place = {
  readonly name: string;
  readonly says: string;
  readonly resource: string;
  readonly holds: readonly Category[];
  readonly kept: string;
  readonly eraser: string;
};

const daysOf = (count: number): string => `${count} day${count === 1 ? '' : 's'}`;

/** How long a holder keeps something, in words. */
export function holderDays({ keepDays }: Pick<Holder, 'keepDays'>): string {
  if (keepDays === null) return 'as long as the account, or the record it belongs to';
  return keepDays === 0 ? 'not at all: it only passes' : daysOf(keepDays);
}

function lockWords(name: string): string {
  const { objectLock }: BucketDefinition = buckets[name as keyof typeof buckets] ?? { says: '' };
  return objectLock ? `, the first ${daysOf(objectLock.days)} of them locked` : '';
}

/** Every holder of the data map. A bucket has a holder of its name. */
export const otherPlaces: readonly Place[] = Object.entries<Holder>(holders).map(([name, holder]) => ({
  name: titled(name),
  says: holder.says,
  resource: holder.resource,
  holds: holder.holds,
  kept: holderDays(holder) + lockWords(name),
  eraser: holder.eraser,
}));
