import { describe, expect, it } from 'vitest';
import { ledgerDocument } from '#/domain/consent/ledger-document.ts';
import { receiptDocument } from '#/domain/consent/receipt.ts';
import type { Checks } from '#/domain/proof/checks.ts';
import { documentFaults } from '#/domain/proof/document-faults.ts';
import { textOf } from '#/operator/verify/read-text.ts';
import { givenCertificate, givenReceiptFacts, givenSigner } from '#/test/support/signed.ts';

const signer = givenSigner();
const facts = givenReceiptFacts(signer);
const { issuedAt } = facts;
const entries = signer.ledger([{}, { state: 'withdrawn' }]);

const lowestBit = 0x01;
const letterCase = 0x20;
const beyondAscii = 0x80;

const verdicts = new Map<string, ReturnType<Checks['verify']>>();
/** A changed byte leaves most signatures of a file as they were: each is looked at once. */
const checks: Checks = {
  ...signer.checks,
  verify(...signed) {
    const key = JSON.stringify(signed);
    const verdict = verdicts.get(key) ?? signer.checks.verify(...signed);
    verdicts.set(key, verdict);
    return verdict;
  },
};

/** What `verify` says of the bytes of a file. */
function faultsOf(bytes: Uint8Array): readonly string[] {
  const read = textOf(bytes);
  return 'text' in read ? documentFaults(read.text, checks) : [`not UTF-8 from byte ${read.badByte} on`];
}

const signed = {
  receipt: { document: receiptDocument(facts), changes: [lowestBit, beyondAscii] },
  certificate: { document: givenCertificate(), changes: [lowestBit, letterCase, beyondAscii] },
  ledger: {
    document: ledgerDocument({ instance: 'eu', issuedAt, personId: facts.entry.personId, entries }),
    changes: [lowestBit, letterCase, beyondAscii],
  },
};

describe.each(Object.entries(signed))('CO18 MO11: a signed %s', (_, { document, changes }) => {
  const file = Buffer.from(signer.file(document));

  it('is valid as it was signed', () => {
    expect(faultsOf(file)).toEqual([]);
  });

  it.each(changes)('is not after any single byte was changed by %i, and something is named', (bits) => {
    const unnoticed = Array.from(file, (byte, at) => {
      const changed = Buffer.from(file);
      changed[at] = byte ^ bits;
      return faultsOf(changed).some((fault) => /document|proof|file|JSON|UTF-8/i.test(fault)) ? [] : [at];
    });
    expect(unnoticed.flat()).toEqual([]);
  });

  it('is not without any one of its bytes, nor with one too many', () => {
    const near = [0, 1, Math.floor(file.length / 2), file.length - 2, file.length - 1];
    for (const at of near) {
      const shorter = Buffer.concat([file.subarray(0, at), file.subarray(at + 1)]);
      const longer = Buffer.concat([file.subarray(0, at), Buffer.from(' '), file.subarray(at)]);
      expect([at, faultsOf(shorter).length > 0, faultsOf(longer).length > 0]).toEqual([at, true, true]);
    }
    expect(faultsOf(Buffer.alloc(0))).not.toEqual([]);
    expect(faultsOf(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), file]))).not.toEqual([]);
  });
});
