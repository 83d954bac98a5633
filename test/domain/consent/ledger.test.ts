import { describe, expect, it } from 'vitest';
import { hashedText } from '#/domain/consent/ledger.ts';
import { type LedgerDocument, ledgerDocument } from '#/domain/consent/ledger-document.ts';
import type { ConsentEntry } from '#/domain/consent/receipt-facts.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import { givenSigner, sha256 } from '#/test/support/signed.ts';

const signer = givenSigner();
const issuedAt = '2026-11-21T10:00:00.000Z';
const entries = signer.ledger([{}, { state: 'withdrawn' }, { purpose: 'marketing', state: 'refused' }, {}, {}]);
const [first, second, third, fourth, fifth] = entries as [
  ConsentEntry,
  ConsentEntry,
  ConsentEntry,
  ConsentEntry,
  ConsentEntry,
];
const { personId } = first;

const documentOf = (of: readonly ConsentEntry[]): LedgerDocument =>
  ledgerDocument({ instance: 'eu', issuedAt, personId, entries: of });
const whole = documentOf(entries);

/** The worst case: somebody who can have the whole document signed again, but no entry. */
const faultsWith = (change: Partial<LedgerDocument>) =>
  documentFaults(signer.file({ ...whole, ...change } as LedgerDocument), signer.checks);

describe('CO18 MO10: a person’s ledger', () => {
  it('is whole as it was written, and when nothing was chosen yet', () => {
    expect(documentFaults(signer.file(whole), signer.checks)).toEqual([]);
    expect(documentFaults(signer.file(documentOf([])), signer.checks)).toEqual([]);
  });

  it('CO5: misses an entry that was dropped, wherever it stood', () => {
    expect(faultsWith({ entries: [second, third, fourth, fifth], count: 4 })).toEqual([
      'Entry 2 stands where entry 1 belongs: one is missing or moved.',
      'Entry 2 does not follow the entry before it.',
    ]);
    expect(faultsWith({ entries: [first, second, fourth, fifth], count: 4 })).toEqual([
      'Entry 4 stands where entry 3 belongs: one is missing or moved.',
      'Entry 4 does not follow the entry before it.',
    ]);
  });

  it('misses entries that were cut off at its end, by the signed head and count', () => {
    expect(faultsWith({ entries: [first, second, third] })).toEqual([
      'document.count says 5 entries, and there are 3.',
      'document.head is not the hash of the last entry, which is entry 3: the end is missing or changed.',
    ]);
    expect(faultsWith({ entries: [] })).toEqual([
      'document.count says 5 entries, and there are 0.',
      'document.head is not the hash of the last entry: the end is missing or changed.',
    ]);
  });

  it('cannot be cut off and signed for by anybody but the instance', () => {
    const { document, proof } = JSON.parse(signer.file(whole));
    const shorter = documentOf([first, second, third]);
    const file = `${JSON.stringify({ document: { ...document, ...shorter }, proof })}\n`;
    expect(documentFaults(file, signer.checks)).toContain('proof.signature is not over this document.');
  });

  it('finds entries that changed places or stand twice', () => {
    expect(faultsWith({ entries: [first, third, second, fourth, fifth] })).toEqual([
      'Entry 3 stands where entry 2 belongs: one is missing or moved.',
      'Entry 3 does not follow the entry before it.',
      'Entry 2 stands where entry 4 belongs: one is missing or moved.',
      'Entry 2 does not follow the entry before it.',
      'Entry 4 stands where entry 3 belongs: one is missing or moved.',
      'Entry 4 does not follow the entry before it.',
    ]);
    expect(faultsWith({ entries: [first, second, second, third, fourth, fifth], count: 6 })).toEqual([
      'Entry 2 stands where entry 3 belongs: one is missing or moved.',
      'Entry 2 does not follow the entry before it.',
    ]);
  });

  it('finds an entry that says something else, also when its hash was made to fit', () => {
    const changed: ConsentEntry = { ...second, state: 'given' };
    expect(faultsWith({ entries: [first, changed, third, fourth, fifth] })).toEqual([
      'Entry 2 is not what its hash was made of: it was changed.',
    ]);
    const fitted = { ...changed, hash: sha256(hashedText(changed)) };
    expect(faultsWith({ entries: [first, fitted, third, fourth, fifth] })).toEqual([
      'Entry 2 carries a signature that is not over its hash.',
      'Entry 3 does not follow the entry before it.',
    ]);
  });

  it('takes no entry of another person and none that another key signed', () => {
    const stranger = signer.ledger([{ personId: 'eu.person_01J9ZC8QX1V5N4B7T2W3Y6K8M9' }]);
    expect(faultsWith(documentOf(stranger))).toEqual(['document.personId is not the person of every entry.']);
    const other = givenSigner();
    expect(faultsWith(documentOf(other.ledger([{}])))).toEqual([
      `Entries are signed with the key ${other.keyId}, which is not among the keys given.`,
    ]);
    const renamed = other.ledger([{}]).map((entry) => ({ ...entry, signedWith: signer.keyId }));
    expect(faultsWith(documentOf(renamed))).toEqual(['Entry 1 carries a signature that is not over its hash.']);
  });

  it('says what has no place in a ledger at all', () => {
    expect(faultsWith({ entries: ['x'] as never })).toEqual(['document.entries.0 must be an object.']);
    expect(faultsWith({ entries: [{ ...first, hash: 'x' }] })).toEqual([
      'document.entries.0.hash must be a SHA-256 in lower-case hex.',
    ]);
    expect(faultsWith({ entries: undefined as never })).toEqual(['document.entries is missing.']);
  });
});
