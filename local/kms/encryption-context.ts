import { AwsError } from '#/local/aws/service.ts';

export type EncryptionContext = Record<string, string>;

const MAX_CONTEXT_BYTES = 8_192;

function lengthPrefixed(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * One byte string per set of pairs: the order in which a caller wrote them does not matter, and lengths in front keep
 * `{ab: 'c'}` and `{a: 'bc'}` apart.
 */
export function canonicalContext(context: EncryptionContext = {}): Buffer {
  const pairs = Object.entries(context).sort(([left], [right]) => (left < right ? -1 : 1));
  const bytes = Buffer.concat(pairs.flat().map(lengthPrefixed));
  if (bytes.length > MAX_CONTEXT_BYTES) {
    throw new AwsError('ValidationException', `EncryptionContext is larger than ${MAX_CONTEXT_BYTES} bytes.`);
  }
  return bytes;
}
