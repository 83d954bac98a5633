import { type CipherKey, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { canonical } from '#/domain/canonical.ts';

/**
 * An envelope is version (1 byte), nonce (12), ciphertext, tag (16): 29 bytes more than what it holds. AES-256-GCM; the
 * additional data says where the envelope belongs, so that it opens in that place only.
 */
const envelopeVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
export const envelopeOverhead = 1 + nonceBytes + tagBytes;

/** Where an envelope belongs. All of it is authenticated, none of it is stored in the envelope. */
export type Place = {
  readonly instance: string;
  readonly store: string;
  readonly entity: string;
  readonly id: string;
  readonly subject: string;
  readonly purpose: string;
  readonly keyId: string;
  readonly version: number;
  /** The `bound` fields, in the order of the data map. */
  readonly bound: readonly (readonly [name: string, value: unknown])[];
};

/** The envelope is not what was sealed here: moved, replayed, relabelled or damaged. */
export class SealBroken extends Error {
  constructor() {
    super('An envelope does not belong where it was found.');
    this.name = 'SealBroken';
  }
}

/** Each part is preceded by its length, so that no two places give the same bytes. */
export function additionalData(place: Place): Buffer {
  const { instance, store, entity, id, subject, purpose, keyId, version, bound } = place;
  const parts = [instance, store, entity, id, subject, purpose, keyId, String(version)];
  // In the one spelling: DynamoDB gives the members of a map back in an order of its own.
  for (const [name, value] of bound) parts.push(name, value === undefined ? '' : canonical(value));
  const data = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + 4 + Buffer.byteLength(part), 0));
  let at = 0;
  for (const part of parts) {
    const length = data.write(part, at + 4);
    data.writeUInt32BE(length, at);
    at += 4 + length;
  }
  return data;
}

export function seal(key: CipherKey, plaintext: Uint8Array, place: Place): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additionalData(place));
  const sealed = [cipher.update(plaintext), cipher.final()];
  return Buffer.concat([Buffer.of(envelopeVersion), nonce, ...sealed, cipher.getAuthTag()]);
}

/** @throws SealBroken when anything about the envelope or its place is not as it was sealed. */
export function open(key: CipherKey, envelope: Uint8Array, place: Place): Buffer {
  if (envelope.length < envelopeOverhead || envelope[0] !== envelopeVersion) throw new SealBroken();
  const bytes = Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength);
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(additionalData(place))
    .setAuthTag(bytes.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}
