import { ledgerDocumentFaults } from '#/domain/consent/ledger-document.ts';
import { receiptFaults } from '#/domain/consent/receipt-faults.ts';
import { caseManifestFaults } from '#/domain/incidents/evidence/case-manifest.ts';
import type { Checks } from './checks.ts';
import { checksumsOf } from './checksums.ts';
import { jsonFault } from './json-fault.ts';
import { shapeFaults } from './shape-faults.ts';
import {
  type DocumentKind,
  documentText,
  type SignedDocument,
  signedDocumentSchema,
  textToSign,
} from './signed-document.ts';

/** What a kind of document can say about its own parts, besides the signature over the whole. */
const partFaults: { readonly [K in DocumentKind]?: (document: unknown, checks: Checks) => string[] } = {
  'consent-receipt': receiptFaults,
  'consent-ledger': ledgerDocumentFaults,
  'case-manifest': caseManifestFaults,
};

type Reading = { readonly signed: SignedDocument } | { readonly faults: readonly string[] };

/** A text as a signed document, by its looks alone: whether it is to be believed, `documentFaults` says. */
export function readDocument(text: string): Reading {
  const notJson = jsonFault(text);
  if (notJson) return { faults: [notJson] };
  // Checked as it stands, not as a schema would hand it on.
  const value: unknown = JSON.parse(text);
  const faults = shapeFaults(signedDocumentSchema(), value);
  return faults.length > 0 ? { faults } : { signed: value as SignedDocument };
}

function spellingFaults(text: string, signed: SignedDocument): string[] {
  const only = documentText(signed);
  if (text === only) return [];
  let at = 0;
  while (text[at] === only[at]) at += 1;
  return [`The file leaves its one spelling at character ${at + 1}: something was added, dropped or laid out anew.`];
}

/** Parts whose checksum is another than the proof says; parts that came and went among them. */
function damagedParts({ document, proof }: SignedDocument): string[] {
  const present = checksumsOf(document);
  const names = new Set([...Object.keys(present), ...Object.keys(proof.checksums)]);
  return [...names].filter((name) => present[name] !== proof.checksums[name]).sort();
}

function proofFaults(signed: SignedDocument, { verify }: Checks): string[] {
  const { keyId, signature } = signed.proof;
  const damaged = damagedParts(signed);
  const isSigned = verify(keyId, textToSign(signed.document), signature);
  if (isSigned === true)
    return damaged.map((name) => `proof.checksums.${name} was changed: document.${name} is as it was signed.`);
  const parts = damaged.map((name) => `document.${name} is not what was signed: its checksum is another.`);
  if (isSigned === 'unknown-key')
    return [`proof.keyId names the key ${keyId}, which is not among the keys given.`, ...parts];
  if (parts.length > 0) return ['proof.signature is not over this document.', ...parts];
  return [
    'proof.signature is not over this document, and every part fits its checksum: the signature or the key id was ' +
      'changed, or somebody else signed it.',
  ];
}

/**
 * Everything that is wrong with the text of a signed document, one sentence each that names what and where; none when it is
 * exactly what the instance signed.
 */
export function documentFaults(text: string, checks: Checks): readonly string[] {
  const read = readDocument(text);
  if ('faults' in read) return read.faults;
  const { signed } = read;
  return [
    ...spellingFaults(text, signed),
    ...proofFaults(signed, checks),
    ...(partFaults[signed.document.kind]?.(signed.document, checks) ?? []),
  ];
}
