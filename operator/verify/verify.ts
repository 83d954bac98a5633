import { dirname, join } from 'node:path';
import { documentFaults, readDocument } from '#/domain/proof/document-faults.ts';
import { documentKinds } from '#/domain/proof/signed-document.ts';
import { checksWith } from './key-file.ts';
import { readBytes, textOf } from './read-text.ts';

export type Verdict = {
  readonly isValid: boolean;
  /** What the file is, who signed it and when, and every fault: for people. */
  readonly says: string;
};

function claimOf(text: string): string[] {
  const read = readDocument(text);
  if ('faults' in read) return [];
  const { document, proof } = read.signed;
  const { kind, instance, issuedAt } = document;
  return [
    `It says: ${documentKinds[kind]} of the instance ${instance}, issued ${issuedAt}, signed with ${proof.keyId}.`,
  ];
}

/**
 * Whether a file is exactly what an instance signed: receipts, ledgers, certificates, manifests. Asks nobody but the file
 * with the instance's public keys.
 * @throws UnusableFile when either file cannot be used
 */
export function verifyFile(path: string, keysPath = join(dirname(path), 'keys.json')): Verdict {
  const checks = checksWith(keysPath);
  const read = textOf(readBytes(path));
  const text = 'text' in read ? read.text : '';
  const faults =
    'text' in read ? documentFaults(text, checks) : [`The file is not UTF-8 from byte ${read.badByte} on.`];
  const isValid = faults.length === 0;
  const verdict = isValid
    ? ['Valid: it is exactly what was signed.']
    : ['Not valid:', ...faults.map((fault) => `- ${fault}`)];
  return { isValid, says: [...claimOf(text), `Checked with the keys in ${keysPath}.`, ...verdict].join('\n') };
}
