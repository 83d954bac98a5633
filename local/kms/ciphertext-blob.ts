import { AwsError } from '#/local/aws/service.ts';
import { canonicalContext, type EncryptionContext } from './encryption-context.ts';
import { seal, unseal } from './material.ts';

/**
 * A ciphertext blob: format (1 byte), length of the key id (1), key id, version of the backing key (4), sealed
 * plaintext. Everything before the sealed part is bound to it together with the encryption context.
 */
const FORMAT = 1;

export type BlobAddress = { keyId: string; version: number };

const invalid = (): AwsError => new AwsError('InvalidCiphertextException', 'The ciphertext or its context is invalid.');

function headerOf({ keyId, version }: BlobAddress): Buffer {
  const id = Buffer.from(keyId, 'utf8');
  const header = Buffer.alloc(2 + id.length + 4);
  header.writeUInt8(FORMAT, 0);
  header.writeUInt8(id.length, 1);
  id.copy(header, 2);
  header.writeUInt32BE(version, 2 + id.length);
  return header;
}

/** Encrypts under one backing key. `material` is its 32 bytes. */
export function writeBlob(
  address: BlobAddress,
  material: Buffer,
  plaintext: Buffer,
  context?: EncryptionContext,
): Buffer {
  const header = headerOf(address);
  return Buffer.concat([header, seal(material, plaintext, Buffer.concat([header, canonicalContext(context)]))]);
}

/** Which backing key a blob needs. Throws InvalidCiphertextException when it is no blob of ours. */
export function readBlobAddress(blob: Buffer): BlobAddress {
  const idLength = blob.length > 2 && blob[0] === FORMAT ? (blob[1] ?? 0) : 0;
  if (idLength === 0 || blob.length < 2 + idLength + 4) throw invalid();
  return { keyId: blob.toString('utf8', 2, 2 + idLength), version: blob.readUInt32BE(2 + idLength) };
}

/** Decrypts a blob whose address has been read. Throws InvalidCiphertextException; no material counts as wrong material. */
export function openBlob(blob: Buffer, material: Buffer | undefined, context?: EncryptionContext): Buffer {
  const header = headerOf(readBlobAddress(blob));
  const bound = Buffer.concat([header, canonicalContext(context)]);
  const plaintext = material && unseal(material, blob.subarray(header.length), bound);
  if (plaintext === undefined) throw invalid();
  return plaintext;
}
