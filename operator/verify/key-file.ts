import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Checks } from '#/domain/proof/checks.ts';
import { isSignature } from '#/domain/proof/es256.ts';
import { jsonFault } from '#/domain/proof/json-fault.ts';
import { type KeySet, keySetSchema } from '#/domain/proof/key-set.ts';
import { shapeFaults } from '#/domain/proof/shape-faults.ts';
import { readBytes, textOf, UnusableFile } from './read-text.ts';

/** @throws UnusableFile when it is no key set, with every reason */
function keySetIn(path: string): KeySet {
  const read = textOf(readBytes(path));
  const text = 'text' in read ? read.text : '';
  const notJson = 'text' in read ? jsonFault(text) : `It is not UTF-8 from byte ${read.badByte} on.`;
  const faults = notJson ? [notJson] : shapeFaults(keySetSchema(), JSON.parse(text));
  if (faults.length === 0) return JSON.parse(text) as KeySet;
  throw new UnusableFile(`${path} is not the key set of an instance. ${faults.join(' ')}`);
}

function publicKey(jwk: KeySet['keys'][number], source: string): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch (cause) {
    throw new UnusableFile(`${source}: the key ${jwk.kid} is no point of the curve P-256.`, { cause });
  }
}

/**
 * Checks with the public keys of an instance. `source` is what an error calls them by.
 * @throws UnusableFile for keys that cannot be used, or that share an id
 */
export function checksOf({ keys }: KeySet, source: string): Checks {
  const byId = new Map(keys.map((jwk) => [jwk.kid, publicKey(jwk, source)]));
  if (byId.size < keys.length) throw new UnusableFile(`${source} holds two keys of one id.`);
  return {
    verify(keyId, text, signature) {
      const key = byId.get(keyId);
      if (!key) return 'unknown-key';
      const bytes = Buffer.from(signature, 'base64url');
      return isSignature(signature) && verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, bytes);
    },
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

/**
 * Checks with the keys in a file, as an instance serves them at `/.well-known/jwks.json`.
 * @throws UnusableFile
 */
export const checksWith = (path: string): Checks => checksOf(keySetIn(path), path);
