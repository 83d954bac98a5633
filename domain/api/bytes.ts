import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';

/** What is neither JSON nor text, in pieces that a function can take: Lambda’s limit is 6 MB, in base64. */
export const binaryMediaType = 'application/octet-stream';
export const maxPartBytes = 4 * 1024 * 1024;

/** The body or answer of a route that is bytes; the routes’ schemas are compared with this very one. */
export const bytes = once(() =>
  z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length > 0 && value.length <= maxPartBytes,
    `must be 1 to ${maxPartBytes} bytes`,
  ),
);
