import { randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient, ReEncryptCommand } from '@aws-sdk/client-kms';
import { Problem } from '#/domain/api/problems.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';

/** A key row as the key table holds it: useless without KMS. */
export type WrappedKey = { readonly keyId: string; readonly wrapped: Uint8Array };

/** KMS failing says nothing about the record: try again later, never "erased". */
const unavailable = (cause: unknown): never => {
  throw new Problem('unavailable', { retryAfter: 2 }, { cause });
};
const orUnavailable = (bytes: Uint8Array | undefined): Uint8Array =>
  bytes ?? unavailable(new Error('KMS answered without a key.'));

/** What KMS does with the data keys of subjects, each under a context that only the right purpose fits. */
export function openWrapping({
  kms,
  wrappingKey,
  instance,
}: {
  kms: KMSClient;
  wrappingKey: string;
  instance: string;
}) {
  // What CloudTrail shows for ever: which purpose and which key, and nobody's name.
  const context = (purpose: Purpose, keyId: string) => ({ instance, purpose, keyId });
  return {
    async generate(purpose: Purpose): Promise<WrappedKey & { readonly plaintext: Uint8Array }> {
      const keyId = randomBytes(16).toString('base64url');
      const command = new GenerateDataKeyCommand({
        KeyId: wrappingKey,
        KeySpec: 'AES_256',
        EncryptionContext: context(purpose, keyId),
      });
      const { CiphertextBlob, Plaintext } = await kms.send(command).catch(unavailable);
      return { keyId, wrapped: orUnavailable(CiphertextBlob), plaintext: orUnavailable(Plaintext) };
    },

    async decrypt({ keyId, wrapped }: WrappedKey, purpose: Purpose): Promise<Uint8Array> {
      const command = new DecryptCommand({
        KeyId: wrappingKey,
        CiphertextBlob: wrapped,
        EncryptionContext: context(purpose, keyId),
      });
      return orUnavailable((await kms.send(command).catch(unavailable)).Plaintext);
    },

    /** Happens inside KMS. */
    async rewrap({ keyId, wrapped }: WrappedKey, from: Purpose, to: Purpose): Promise<WrappedKey> {
      const command = new ReEncryptCommand({
        SourceKeyId: wrappingKey,
        DestinationKeyId: wrappingKey,
        CiphertextBlob: wrapped,
        SourceEncryptionContext: context(from, keyId),
        DestinationEncryptionContext: context(to, keyId),
      });
      return { keyId, wrapped: orUnavailable((await kms.send(command).catch(unavailable)).CiphertextBlob) };
    },
  };
}
