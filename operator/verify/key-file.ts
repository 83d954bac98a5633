import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Checks } from '#/domain/proof/checks.ts';
import { isSignature } from '#/domain/proof/es256.ts';
import { type KeySet, keySetSchema } from '#/domain/proof/key-set.ts';
import { readJson } from './read-json.ts';
import { UnusableFile } from './read-text.ts';

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
export const checksWith = (path: string): Checks =>
  checksOf(readJson<KeySet>(path, keySetSchema(), 'the key set of an instance'), path);
