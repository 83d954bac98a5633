import type { SignedContent } from '#/domain/proof/signed-document.ts';
import type { Notice } from './notices.ts';
import type { ConsentEntry, ReceiptFacts } from './receipt-facts.ts';
import { jsonRecord } from './receipt-json.ts';
import { jsonLdRecord } from './receipt-json-ld.ts';

/** How the record in a receipt is written; it says the same in both. */
export const receiptForms = ['json', 'json-ld'] as const;
export type ReceiptForm = (typeof receiptForms)[number];

/** The full record of one choice after ISO/IEC TS 27560:2023, with what proves it. Ids only, nothing personal else. */
export type ReceiptDocument = SignedContent & {
  readonly kind: 'consent-receipt';
  /** The ledger's entry, with its own hash and signature. */
  readonly entry: ConsentEntry;
  /** What the person decided on; its SHA-256 is the fingerprint that the entry cites. */
  readonly material: Notice['material'];
  readonly record: ReturnType<typeof jsonRecord> | ReturnType<typeof jsonLdRecord>;
};

/**
 * The receipt of a choice as a document to sign.
 * @throws TypeError for a notice that the entry does not cite
 */
export function receiptDocument(facts: ReceiptFacts, form: ReceiptForm = 'json'): ReceiptDocument {
  const { entry, notice, controller, issuedAt } = facts;
  const cited = [entry.noticeId, entry.fingerprint, entry.locale];
  if ([notice.noticeId, notice.fingerprint, notice.locale].some((said, index) => said !== cited[index])) {
    throw new TypeError(`The entry ${entry.consentId} cites ${cited.join(' ')}; its receipt takes that notice alone.`);
  }
  return {
    kind: 'consent-receipt',
    formatVersion: 1,
    instance: controller.instance,
    issuedAt,
    entry,
    material: notice.material,
    record: form === 'json' ? jsonRecord(facts) : jsonLdRecord(facts),
  };
}
