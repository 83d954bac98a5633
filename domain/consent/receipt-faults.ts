import * as z from 'zod/mini';
import { canonical } from '#/domain/canonical.ts';
import { once } from '#/domain/once.ts';
import type { Checks } from '#/domain/proof/checks.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import { sha256 } from '#/domain/text.ts';
import { hashedText } from './ledger.ts';
import { entrySchema } from './ledger-document.ts';
import type { ReceiptDocument } from './receipt.ts';

const partsSchema = once(() =>
  z.looseObject({
    entry: z.extend(entrySchema(), { fingerprint: sha256() }),
    material: z.record(z.string(), z.unknown()),
    record: z.record(z.string(), z.unknown()),
  }),
);

/** What is wrong with a receipt besides its signature: the ledger entry in it, and the notice that the entry cites. */
export function receiptFaults(document: unknown, { verify, sha256 }: Checks): string[] {
  const faults = shapeFaults(partsSchema(), document, 'document');
  if (faults.length > 0) return faults;
  const { entry, material } = document as ReceiptDocument;
  if (sha256(hashedText(entry)) !== entry.hash)
    faults.push('document.entry is not what its own hash was made of: it was changed.');
  const isSigned = verify(entry.signedWith, entry.hash, entry.signature);
  if (isSigned === false) faults.push('document.entry carries a signature that is not over its hash.');
  if (isSigned === 'unknown-key')
    faults.push(`document.entry is signed with the key ${entry.signedWith}, which is not among the keys given.`);
  if (sha256(canonical(material)) !== entry.fingerprint)
    faults.push('document.material is not what the notice said that document.entry cites.');
  return faults;
}
