import type { IncomingMessage } from 'node:http';

/** API Gateway's own limit; the functions refuse far less, at `maxBodyBytes`. */
const GATEWAY_BODY_BYTES = 10 * 1024 * 1024;

export type Body =
  | { readonly outcome: 'whole'; readonly bytes: Buffer }
  | { readonly outcome: 'too large' }
  /** The caller went away while sending. */
  | { readonly outcome: 'broken off' };

/** Reads a body. It stops at the limit, and before the first byte when the announced length is above it. */
export function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > GATEWAY_BODY_BYTES) {
    return Promise.resolve({ outcome: 'too large' });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= GATEWAY_BODY_BYTES) return void chunks.push(chunk);
      // The rest is still taken in and thrown away: a caller that is sending would see a broken connection, no answer.
      chunks.length = 0;
      resolve({ outcome: 'too large' });
    });
    request.once('end', () => resolve({ outcome: 'whole', bytes: Buffer.concat(chunks) }));
    request.once('close', () => resolve({ outcome: 'broken off' }));
    request.once('error', () => resolve({ outcome: 'broken off' }));
  });
}
