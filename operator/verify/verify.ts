import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleFaults, bundleNames } from '#/domain/incidents/evidence/bundle-faults.ts';
import { documentFaults, readDocument } from '#/domain/proof/document-faults.ts';
import { documentKinds } from '#/domain/proof/signed-document.ts';
import { readBundle } from './case-bundle.ts';
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

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function verdictOf(text: string, keysPath: string, faults: readonly string[]): Verdict {
  const isValid = faults.length === 0;
  const verdict = isValid
    ? ['Valid: it is exactly what was signed.']
    : ['Not valid:', ...faults.map((fault) => `- ${fault}`)];
  return { isValid, says: [...claimOf(text), `Checked with the keys in ${keysPath}.`, ...verdict].join('\n') };
}

/** The folder of a case bundle: manifest, timeline and every item. */
function verifyBundle(folder: string, keysPath: string): Verdict {
  const checks = checksWith(keysPath);
  const bundle = readBundle(folder);
  return verdictOf(bundle.get(bundleNames.manifest)?.text ?? '', keysPath, bundleFaults(bundle, checks));
}

/**
 * Whether a file is exactly what an instance signed: receipts, ledgers, certificates, manifests; or a folder, if it is the
 * bundle of an incident case. Asks nobody but the file with the instance's public keys.
 * @throws UnusableFile when either file cannot be used
 */
export function verifyFile(path: string, keysPath?: string): Verdict {
  if (isFolder(path)) return verifyBundle(path, keysPath ?? join(path, bundleNames.keys));
  const keys = keysPath ?? join(dirname(path), bundleNames.keys);
  const checks = checksWith(keys);
  const read = textOf(readBytes(path));
  const text = 'text' in read ? read.text : '';
  const faults =
    'text' in read ? documentFaults(text, checks) : [`The file is not UTF-8 from byte ${read.badByte} on.`];
  return verdictOf(text, keys, faults);
}
