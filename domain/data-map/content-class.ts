import { type Entity, isSealed } from './entity.ts';

/**
 * Who could read what an entity holds:
 * - `server_readable`: sealed, and opened by our functions while they serve a request that may;
 * - `end_to_end`: encrypted by the people themselves; we hold no key;
 * - `identifiers_only`: ids, states and times, readable in the tables.
 */
export type ContentClass = 'server_readable' | 'end_to_end' | 'identifiers_only';

export function contentClassOf(of: Entity): ContentClass {
  if (of.endToEnd) return 'end_to_end';
  return isSealed(of) ? 'server_readable' : 'identifiers_only';
}
