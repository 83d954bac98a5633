import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';
import type { Checks } from '#/domain/proof/checks.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import type { SignedContent } from '#/domain/proof/signed-document.ts';
import { sha256 } from '#/domain/text.ts';
import { type LedgerEntry, ledgerFaults } from './ledger.ts';

/** A person's whole ledger. `count` and `head` are signed with it, so that entries missing at its end are missed. */
export type LedgerDocument = SignedContent & {
  readonly kind: 'consent-ledger';
  readonly personId: string;
  readonly count: number;
  /** Hash of the last entry; null when there is none. */
  readonly head: string | null;
  readonly entries: readonly LedgerEntry[];
};

/** The ledger as a document to sign; entries in the order of their numbers. */
export const ledgerDocument = (
  facts: Pick<LedgerDocument, 'instance' | 'issuedAt' | 'personId' | 'entries'>,
): LedgerDocument => ({
  kind: 'consent-ledger',
  formatVersion: 1,
  ...facts,
  count: facts.entries.length,
  head: facts.entries.at(-1)?.hash ?? null,
});

/** What the checks read of an entry; whatever else it says is under its hash. */
export const entrySchema = once(() =>
  z.looseObject({
    personId: z.string(),
    sequence: z.int(),
    previous: z.nullable(sha256()),
    hash: sha256(),
    signature: z.string(),
    signedWith: z.string(),
  }),
);
const partsSchema = once(() =>
  z.looseObject({
    personId: z.string(),
    count: z.int(),
    head: z.nullable(sha256()),
    entries: z.array(entrySchema()),
  }),
);

/** Keys that are not at hand: nothing can be said of what they signed. */
const unknownKeys = (entries: readonly LedgerEntry[], { verify }: Checks): string[] => {
  const named = new Set(entries.map(({ signedWith }) => signedWith));
  const unknown = [...named].filter((keyId) => verify(keyId, '', '') === 'unknown-key');
  return unknown.map((keyId) => `Entries are signed with the key ${keyId}, which is not among the keys given.`);
};

/** What is wrong with a ledger document besides its signature: its entries one by one, their chain, and its end. */
export function ledgerDocumentFaults(document: unknown, checks: Checks): string[] {
  const malformed = shapeFaults(partsSchema(), document, 'document');
  if (malformed.length > 0) return malformed;
  const { personId, count, head, entries } = document as LedgerDocument;
  const isSigned = ({ signedWith, hash, signature }: LedgerEntry) =>
    checks.verify(signedWith, hash, signature) !== false;
  const faults = [...ledgerFaults(entries, { sha256: checks.sha256, isSigned }), ...unknownKeys(entries, checks)];
  const last = entries.at(-1);
  if (count !== entries.length) faults.push(`document.count says ${count} entries, and there are ${entries.length}.`);
  if (head !== (last?.hash ?? null))
    faults.push(
      `document.head is not the hash of the last entry${last ? `, which is entry ${last.sequence}` : ''}: the end is missing or changed.`,
    );
  if (entries.some((entry) => entry.personId !== personId))
    faults.push('document.personId is not the person of every entry.');
  return faults;
}
