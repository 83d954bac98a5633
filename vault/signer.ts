import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { Problem } from '#/domain/api/problems.ts';
import { once } from '#/domain/once.ts';

/** ES256 over the UTF-8 bytes of a text. */
export type Signature = {
  /** The 64 bytes r and s (IEEE P1363) as base64url. */
  readonly signature: string;
  /** Id of the KMS key: the `kid` in the published key set. */
  readonly signedWith: string;
};

/** Signs what people take away as proof. The private key never leaves KMS. */
export type Signer = {
  sign(text: string): Promise<Signature>;
  /** The public keys to check signatures with, as the members of a JWKS. */
  publicKeys(): Promise<readonly JsonWebKey[]>;
};

const unavailable = (cause: unknown): never => {
  throw new Problem('unavailable', { retryAfter: 2 }, { cause });
};

const keyIdIn = (arn: string): string => arn.split('/').at(-1) ?? arn;
const coordinateBytes = 32;

/** One integer of a DER signature, without the sign byte and filled to its full length. */
function coordinateAt(der: Uint8Array, at: number): { coordinate: Buffer; next: number } {
  const length = der[at + 1] ?? 0;
  const next = at + 2 + length;
  const digits = Buffer.from(der.subarray(at + 2, next)).subarray(-coordinateBytes);
  return { coordinate: Buffer.concat([Buffer.alloc(coordinateBytes - digits.length), digits]), next };
}

/** KMS answers in DER, whose length varies; the fixed form has one spelling per signature. */
function fixedForm(der: Uint8Array): string {
  const first = coordinateAt(der, 2);
  const second = coordinateAt(der, first.next);
  return Buffer.concat([first.coordinate, second.coordinate]).toString('base64url');
}

export function openSigner({ kms, signingKey }: { kms: KMSClient; signingKey: string }): Signer {
  const publicKey = once(async () => {
    const { PublicKey, KeyId = '' } = await kms.send(new GetPublicKeyCommand({ KeyId: signingKey })).catch(unavailable);
    if (!PublicKey) return unavailable(new Error('KMS answered without a public key.'));
    const jwk = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }).export({ format: 'jwk' });
    return { ...jwk, kid: keyIdIn(KeyId), alg: 'ES256', use: 'sig' };
  });
  return {
    async sign(text) {
      const command = new SignCommand({
        KeyId: signingKey,
        // KMS hashes up to 4 KB by itself; a digest lets a text be longer.
        Message: createHash('sha256').update(text).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      });
      const { Signature, KeyId = '' } = await kms.send(command).catch(unavailable);
      if (!Signature) return unavailable(new Error('KMS answered without a signature.'));
      return { signature: fixedForm(Signature), signedWith: keyIdIn(KeyId) };
    },
    publicKeys: async () => [await publicKey()],
  };
}
