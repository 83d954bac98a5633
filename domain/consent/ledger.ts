import { canonical } from '#/domain/canonical.ts';

/** What an entry's hash stands over: all that it says, the number it has and the hash of the one before it. */
export type EntryContent = Readonly<Record<string, unknown>> & {
  readonly personId: string;
  readonly sequence: number;
  readonly previous: string | null;
};
export type LedgerEntry = EntryContent & {
  readonly hash: string;
  readonly signature: string;
  readonly signedWith: string;
};

/** Ten digits, so that entries sort by their number. */
export const sequenceKey = (sequence: number): string => String(sequence).padStart(10, '0');

/** The bytes (UTF-8 text) that an entry's SHA-256 is made of. */
export function hashedText({
  hash: _,
  signature: __,
  signedWith: ___,
  ...content
}: EntryContent & Partial<LedgerEntry>): string {
  return canonical(content);
}

type Checks = {
  /** SHA-256 in lower-case hex. */
  readonly sha256: (text: string) => string;
  /** Whether the signature over a hash is by the key it names. */
  readonly isSigned: (entry: LedgerEntry) => boolean;
};

/**
 * What is wrong with a person's ledger, one sentence each and none if it is whole: every entry's own hash, its signature,
 * its link to the one before it, and that the numbers run from 1 without a gap.
 */
export function ledgerFaults(entries: readonly LedgerEntry[], { sha256, isSigned }: Checks): string[] {
  const faults: string[] = [];
  let previous: LedgerEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    const named = `Entry ${entry.sequence}`;
    const expected = (previous?.sequence ?? 0) + 1;
    if (entry.sequence !== expected)
      faults.push(`${named} stands where entry ${expected} belongs: one is missing or moved.`);
    if (entry.previous !== (previous?.hash ?? null)) faults.push(`${named} does not follow the entry before it.`);
    if (sha256(hashedText(entry)) !== entry.hash)
      faults.push(`${named} is not what its hash was made of: it was changed.`);
    if (!isSigned(entry)) faults.push(`${named} carries a signature that is not over its hash.`);
    if (index > 0 && entry.personId !== previous?.personId) faults.push(`${named} belongs to another person's ledger.`);
    previous = entry;
  }
  return faults;
}
