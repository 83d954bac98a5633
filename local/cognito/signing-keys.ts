import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import type { Cognito } from '#/local/cognito/context.ts';

export type SigningKey = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

/** The pool's RSA key (2048 bits), made at first use and kept sealed: every pool has its own. */
export function signingKey(cognito: Cognito, poolId: string): SigningKey {
  const place = ['pools', poolId, 'signing-key'];
  const row = cognito.store.get('SELECT signing_key FROM pools WHERE id = ?', poolId);
  const stored = row?.signing_key instanceof Uint8Array ? row.signing_key : undefined;
  const jwk = stored ? (cognito.sealing.open(place, stored) as JsonWebKey) : createKey(cognito, poolId, place);
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  const kid = createHash('sha256').update(`${jwk.n}`).digest('base64');
  return { kid, privateKey, publicKey: createPublicKey(privateKey) };
}

/** What `/.well-known/jwks.json` of the pool answers. */
export function publicKeys(cognito: Cognito, poolId: string): JSONWebKeySet {
  const { kid, publicKey } = signingKey(cognito, poolId);
  const key: JWK = { ...(publicKey.export({ format: 'jwk' }) as JWK), kid, alg: 'RS256', use: 'sig' };
  return { keys: [key] };
}

function createKey(cognito: Cognito, poolId: string, place: readonly string[]): JsonWebKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  cognito.store.run('UPDATE pools SET signing_key = ? WHERE id = ?', cognito.sealing.seal(place, jwk), poolId);
  return jwk;
}
