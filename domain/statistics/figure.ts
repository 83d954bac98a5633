import { floors, type Report, reports, rounded } from './floors.ts';

/** A sum as it stood when it was last let out, and what was shown for it. */
export type Figure = { readonly sum: number; readonly shown: number };

/** How many people a figure stands for, and how many it leaves out. */
export type Size = { readonly people: number; readonly others: number };

export const isSafe = ({ people, others }: Size, floor: number): boolean => people >= floor && others >= floor;

export const together = (sizes: readonly Size[]): Size => ({
  people: sizes.reduce((sum, { people }) => sum + people, 0),
  others: sizes.reduce((sum, { others }) => sum + others, 0),
});

/** The figure for a sum. Chance decides once for each: asked again and again it would wear out. */
export const figureOf = (sum: number, last: Figure | undefined, random: () => number): Figure =>
  last?.sum === sum ? last : { sum, shown: rounded(sum, random) };

/**
 * The figure for a sum that people change one by one: it stays until as much has changed as takes a whole group, so that no
 * difference of two months tells of fewer.
 */
export function movedBy(report: Report, sum: number, last: Figure | undefined, random: () => number): Figure {
  const step = floors.group * reports[report].most;
  return last && Math.abs(sum - last.sum) < step ? last : figureOf(sum, last, random);
}

/** The figure over some of the people is below the one over all: nobody reads "all of them" from it. */
export const below = (some: Figure, all: Figure): Figure => ({
  ...some,
  shown: Math.min(some.shown, all.shown - floors.rounding),
});
