import * as z from 'zod/mini';
import { once } from '#/domain/once.ts';

/** 32 bytes as base64url: the two bits that the last character does not need are zero. */
const coordinate = () =>
  z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/, 'must be 32 bytes as base64url'));

/**
 * The public keys that an instance signs documents with (a JWK set, RFC 7517), as `/.well-known/jwks.json` serves them:
 * keys on the curve P-256 for ES256, and no others. `kid` is the KMS key id.
 */
export const keySetSchema = once(() =>
  z.strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        alg: z.literal('ES256'),
        use: z.literal('sig'),
        kid: z.string().check(z.regex(/^[\w-]{1,256}$/, 'must be the id of a key')),
        x: coordinate(),
        y: coordinate(),
      }),
    ),
  }),
);
export type KeySet = z.output<ReturnType<typeof keySetSchema>>;
