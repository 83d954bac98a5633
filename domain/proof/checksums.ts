import { canonical } from '#/domain/canonical.ts';

/** CRC-32 (ISO 3309), eight hex digits, over the UTF-8 bytes of a text. */
function crc32(text: string): string {
  let remainder = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
    }
  }
  return ((remainder ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

/**
 * A checksum of each part of a document. They protect nothing, the signature does; they tell which part of a damaged
 * document is the damaged one, and never miss a single changed byte.
 */
export const checksumsOf = (document: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(document)
      // What is undefined is not written.
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, crc32(canonical(part))]),
  );
