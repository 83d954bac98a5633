import { readFileSync } from 'node:fs';

/** A file could not be read, or is not what was asked for; the message says which and why. */
export class UnusableFile extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};
/** More than any document of ours. */
const mostBytes = 64 * 1024 * 1024;

/** @throws UnusableFile */
export function readBytes(path: string): Uint8Array {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= mostBytes) return bytes;
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new UnusableFile(`${path} cannot be read: ${reasons[code] ?? code}.`, { cause });
  }
  throw new UnusableFile(`${path} has more than ${mostBytes} bytes, and so is none of our documents.`);
}

/** The text that bytes are in UTF-8, or the first byte (counted from 1) that belongs to no text. */
export function textOf(bytes: Uint8Array): { readonly text: string } | { readonly badByte: number } {
  // A byte order mark is a byte too many like any other.
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const again = new TextEncoder().encode(decoded);
  if (Buffer.compare(bytes, again) === 0) return { text: decoded };
  const at = bytes.findIndex((byte, index) => byte !== again[index]);
  return { badByte: (at === -1 ? bytes.length : at) + 1 };
}
