import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient, ReEncryptCommand } from '@aws-sdk/client-kms';
import { Problem } from '#/domain/api/problems.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';

const rememberMs = 5 * 60_000;
const rememberAtMost = 5_000;

/** A key row as the key table holds it: useless without KMS. */
export type WrappedKey = { readonly keyId: string; readonly wrapped: Uint8Array };

export type KeyRing = {
  /** A new data key for one purpose; its id is random and never reused. */
  make(purpose: Purpose): Promise<WrappedKey>;
  /**
   * The data key itself, as a handle: its bytes stay out of the heap and of whatever prints objects, and ciphers take it
   * faster. It is remembered by purpose and key id for five minutes, so call this only with a row that *this* request has read: a
   * destroyed row is what ends access, not the memory.
   */
  unwrap(key: WrappedKey, purpose: Purpose): Promise<KeyObject>;
  /** The same key wrapped for another purpose. It happens inside KMS: this process never sees the key. */
  rewrap(key: WrappedKey, from: Purpose, to: Purpose): Promise<WrappedKey>;
};

/** KMS failing says nothing about the record: try again later, never "erased". */
const unavailable = (cause: unknown): never => {
  throw new Problem('unavailable', { retryAfter: 2 }, { cause });
};

export function openKeyRing(options: {
  kms: KMSClient;
  wrappingKey: string;
  instance: string;
  now: () => number;
}): KeyRing {
  const { kms, wrappingKey, instance, now } = options;
  const remembered = new Map<string, { until: number; key: Promise<KeyObject> }>();
  // What CloudTrail shows for ever: which purpose and which key, and nobody's name.
  const context = (purpose: Purpose, keyId: string) => ({ instance, purpose, keyId });
  // With the purpose, as in KMS: what was unwrapped for one is never there for another.
  const nameOf = (purpose: Purpose, keyId: string) => `${purpose}|${keyId}`;

  async function decrypt({ keyId, wrapped }: WrappedKey, purpose: Purpose): Promise<KeyObject> {
    const command = new DecryptCommand({
      KeyId: wrappingKey,
      CiphertextBlob: wrapped,
      EncryptionContext: context(purpose, keyId),
    });
    const { Plaintext } = await kms.send(command).catch(unavailable);
    return Plaintext ? createSecretKey(Plaintext) : unavailable(new Error('KMS answered without a key.'));
  }

  function forgetStale(): void {
    for (const [id, entry] of remembered) {
      if (entry.until > now() && remembered.size < rememberAtMost) return;
      remembered.delete(id);
    }
  }

  return {
    async make(purpose) {
      const keyId = randomBytes(16).toString('base64url');
      const command = new GenerateDataKeyCommand({
        KeyId: wrappingKey,
        KeySpec: 'AES_256',
        EncryptionContext: context(purpose, keyId),
      });
      const { CiphertextBlob, Plaintext } = await kms.send(command).catch(unavailable);
      if (!CiphertextBlob || !Plaintext) return unavailable(new Error('KMS answered without a key.'));
      remembered.set(nameOf(purpose, keyId), {
        until: now() + rememberMs,
        key: Promise.resolve(createSecretKey(Plaintext)),
      });
      return { keyId, wrapped: CiphertextBlob };
    },

    async rewrap({ keyId, wrapped }, from, to) {
      const command = new ReEncryptCommand({
        SourceKeyId: wrappingKey,
        DestinationKeyId: wrappingKey,
        CiphertextBlob: wrapped,
        SourceEncryptionContext: context(from, keyId),
        DestinationEncryptionContext: context(to, keyId),
      });
      const { CiphertextBlob } = await kms.send(command).catch(unavailable);
      return CiphertextBlob
        ? { keyId, wrapped: CiphertextBlob }
        : unavailable(new Error('KMS answered without a key.'));
    },

    unwrap(wrapped, purpose) {
      const name = nameOf(purpose, wrapped.keyId);
      const known = remembered.get(name);
      if (known && known.until > now()) return known.key;
      forgetStale();
      const key = decrypt(wrapped, purpose);
      remembered.set(name, { until: now() + rememberMs, key });
      key.catch(() => remembered.delete(name));
      return key;
    },
  };
}
