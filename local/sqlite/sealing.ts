import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type Sealing = {
  /** Version, nonce, AES-256-GCM of `value` as JSON, tag. `place` (table and key of the row) is authenticated with it. */
  seal(place: readonly string[], value: unknown): Buffer;
  /** Throws when the bytes were changed or stand in another place than they were sealed for. */
  open(place: readonly string[], sealed: Uint8Array): unknown;
  /** A keyed digest (32 bytes): look-up by e-mail address, session or token without keeping it. */
  digest(...parts: readonly string[]): Buffer;
};

/** Derives the sealing and the look-up key from one 32-byte key. */
export function createSealing(key: Buffer): Sealing {
  if (key.length !== 32) throw new Error('The sealing key must have 32 bytes.');
  const sealKey = derive(key, 'seal');
  const digestKey = derive(key, 'digest');
  return {
    seal: (place, value) => seal(sealKey, framed(place), Buffer.from(JSON.stringify(value))),
    open: (place, sealed) => JSON.parse(open(sealKey, framed(place), Buffer.from(sealed)).toString()),
    digest: (...parts) => createHmac('sha256', digestKey).update(framed(parts)).digest(),
  };
}

// The name is older than this folder; another one would open nothing that was sealed before.
function derive(key: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `coachvault/local/cognito/${use}`, 32));
}

// Lengths keep ['ab', 'c'] and ['a', 'bc'] apart.
function framed(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
}

function seal(key: Buffer, place: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, body, cipher.getAuthTag()]);
}

function open(key: Buffer, place: Buffer, sealed: Buffer): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('Not a sealed value.');
  const body = sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(place);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
