import * as z from 'zod/mini';
import { canonical } from '#/domain/canonical.ts';
import { actor, id } from '#/domain/ids.ts';
import { once } from '#/domain/once.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import { sha256 } from '#/domain/text.ts';
import { type EntryKind, entryKindNames, entryKinds } from './entry-kinds.ts';
import { type CaseFacts, factsSchema } from './facts.ts';

/** What the hash of an entry stands over. */
export type EntryContent = {
  readonly incidentId: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Hash of the entry before it; null for the first. */
  readonly previousHash: string | null;
  /** Epoch ms. */
  readonly at: number;
  /** A person by id, or a service of ours. */
  readonly actor: string;
  readonly kind: EntryKind;
  readonly facts: CaseFacts;
  /** SHA-256 of salt and text, of written entries; the text is sealed elsewhere and may be erased without breaking the chain. */
  readonly textDigest?: string;
};
export type TimelineEntry = EntryContent & { readonly hash: string };

/** The end of a timeline; what is signed, so that entries missing at its end are missed. */
export type TimelineHead = { readonly entries: number; readonly head: string | null };

/** What somebody or something adds. */
export type NewEntry = Pick<EntryContent, 'at' | 'actor' | 'kind' | 'facts' | 'textDigest'>;

type Sha256 = (text: string) => string;

export const timelineEntrySchema = once(() =>
  z.strictObject({
    incidentId: id('incident'),
    sequence: z.int().check(z.minimum(1)),
    previousHash: z.nullable(sha256()),
    at: z.int(),
    actor: actor(),
    kind: z.enum(entryKindNames),
    facts: factsSchema(),
    textDigest: z.optional(sha256()),
    hash: sha256(),
  }),
);

/** The text (UTF-8) that an entry's SHA-256 is made of. */
export function hashedEntry({ hash: _, ...content }: EntryContent & { readonly hash?: string }): string {
  return canonical(content);
}

/** The text to make the digest of a written entry from. The salt is sealed with the text, so that no one can try out texts. */
export const digestedText = (salt: string, text: string): string => canonical({ salt, text });

/**
 * The entry that follows `last`. Time never runs backwards in a timeline: an entry from a clock that is behind gets the time
 * of the one before it.
 * @throws TypeError for facts that are no facts, and for a digest that is missing or does not belong
 */
export function nextEntry(
  incidentId: string,
  last: Pick<TimelineEntry, 'sequence' | 'hash' | 'at'> | undefined,
  { at, textDigest, ...rest }: NewEntry,
  hash: Sha256,
): TimelineEntry {
  const isWritten = entryKinds[rest.kind].by === 'written';
  if (isWritten !== (textDigest !== undefined))
    throw new TypeError(`An entry "${rest.kind}" ${isWritten ? 'needs' : 'has no'} digest of a text.`);
  const content: EntryContent = {
    incidentId,
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? null,
    at: Math.max(at, last?.at ?? at),
    ...rest,
    ...(textDigest === undefined ? {} : { textDigest }),
  };
  const entry = { ...content, hash: hash(hashedEntry(content)) };
  const faults = shapeFaults(timelineEntrySchema(), entry, 'entry');
  if (faults.length > 0) throw new TypeError(faults.join(' '));
  return entry;
}

export const headOf = (entries: readonly TimelineEntry[]): TimelineHead => ({
  entries: entries.length,
  head: entries.at(-1)?.hash ?? null,
});

/** The file form of a timeline (JSON lines). There is no other, so that every changed byte shows. */
export const timelineText = (entries: readonly TimelineEntry[]): string =>
  entries.map((entry) => `${canonical(entry)}\n`).join('');
