import { isSafe, type Size, together } from './figure.ts';
import { floors } from './floors.ts';

export type Cut = Size & { readonly termsId: string };

/**
 * The programmes whose own figure can be shown beside the total. What is hidden can be had by taking the rest from the total,
 * so the hidden ones have to be safe as one group; until they are, the smallest of the others is hidden with them.
 */
export function shownCuts(cuts: readonly Cut[]): ReadonlySet<string> {
  const shown = cuts.filter((cut) => isSafe(cut, floors.cut)).sort((one, other) => one.people - other.people);
  const hidden = cuts.filter((cut) => !isSafe(cut, floors.cut));
  while (hidden.length > 0 && shown.length > 0 && !isSafe(together(hidden), floors.cut)) {
    hidden.push(shown.shift() as Cut);
  }
  return new Set(shown.map(({ termsId }) => termsId));
}
