import type { IncomingMessage } from 'node:http';
import { AwsError } from './service.ts';

/** DynamoDB's own limit for a request; only objects are larger. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

const tooLarge = (maxBytes: number): AwsError =>
  new AwsError('RequestEntityTooLargeException', `The request is larger than ${maxBytes} bytes.`, 413);

/**
 * The whole body of a request. Throws AwsError (413) when it is too large, but only after the caller has sent all of it:
 * a caller that is still sending would see a broken connection instead of the answer.
 */
export function readBody(request: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) chunks = [];
      else chunks.push(chunk);
    });
    request.once('end', () => {
      if (size > maxBytes) reject(tooLarge(maxBytes));
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    request.once('close', () => reject(new Error('the caller went away')));
  });
}

/** The JSON object in a body; an empty body is an empty object. Throws AwsError when it is anything else. */
export function parseJsonObject(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The parser's message quotes the body, so it must not be passed on.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}
