/** One page of a list, in KMS's words. `idOf` must be unique and ascending; a marker is the last id of the page before. */
export function page<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  { Limit = 100, Marker = '' }: { Limit?: number | undefined; Marker?: string | undefined },
): { items: Item[]; rest: { Truncated: boolean; NextMarker?: string } } {
  const after = items.filter((item) => idOf(item) > Marker);
  const shown = after.slice(0, Limit);
  const last = shown.at(-1);
  const truncated = after.length > shown.length && last !== undefined;
  return { items: shown, rest: truncated ? { Truncated: true, NextMarker: idOf(last) } : { Truncated: false } };
}
