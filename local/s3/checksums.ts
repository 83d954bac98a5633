import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

const bigEndian = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const hash = (name: string) => (bytes: Uint8Array) => createHash(name).update(bytes).digest();

const ALGORITHMS = {
  'x-amz-checksum-crc32': (bytes: Uint8Array) => bigEndian(crc32(bytes)),
  'x-amz-checksum-sha1': hash('sha1'),
  'x-amz-checksum-sha256': hash('sha256'),
};

export type ChecksumHeader = keyof typeof ALGORITHMS;
export const checksumHeaders = Object.keys(ALGORITHMS) as ChecksumHeader[];

/** Named by its header; `value` in base64. */
export type Checksum = { readonly header: ChecksumHeader; readonly value: string };

export const checksumOf = (header: ChecksumHeader, bytes: Uint8Array): Checksum => ({
  header,
  value: ALGORITHMS[header](bytes).toString('base64'),
});

/** A checksum's element in XML: `ChecksumCRC32`. */
export const checksumElement = (header: string): string =>
  header.replace('x-amz-checksum-', 'Checksum').replace(/(?<=Checksum).*/, (name) => name.toUpperCase());

/** What S3 answers for an object of parts: the checksum of their checksums, and how many they are. None if one lacks it. */
export function compositeOf(parts: readonly (Checksum | undefined)[]): Checksum | undefined {
  const header = parts[0]?.header;
  if (header === undefined || parts.some((part) => part?.header !== header)) return undefined;
  const all = Buffer.concat(parts.map((part) => Buffer.from(part?.value ?? '', 'base64')));
  return { header, value: `${checksumOf(header, all).value}-${parts.length}` };
}
