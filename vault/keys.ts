import { createSecretKey, type KeyObject } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { openWrapping, type WrappedKey } from './wrapping.ts';

const rememberMs = 5 * 60_000;
const rememberAtMost = 5_000;

export type KeyRing = {
  /** A new data key for one purpose; its id is random and never reused. */
  make(purpose: Purpose): Promise<WrappedKey>;
  /**
   * The data key itself, as a handle: its bytes stay out of the heap and of whatever prints objects, and ciphers take it
   * faster. It is remembered by purpose and key id for five minutes, so call this only with a row that *this* request has read: a
   * destroyed row is what ends access, not the memory.
   */
  unwrap(key: WrappedKey, purpose: Purpose): Promise<KeyObject>;
  /** The same key wrapped for another purpose, without this process ever seeing it. */
  rewrap(key: WrappedKey, from: Purpose, to: Purpose): Promise<WrappedKey>;
};

export function openKeyRing(options: {
  kms: KMSClient;
  wrappingKey: string;
  instance: string;
  now: () => number;
}): KeyRing {
  const { now } = options;
  const wrapping = openWrapping(options);
  const remembered = new Map<string, { until: number; key: Promise<KeyObject> }>();
  // With the purpose, as in KMS: what was unwrapped for one is never there for another.
  const nameOf = (purpose: Purpose, keyId: string) => `${purpose}|${keyId}`;
  const remember = (name: string, key: Promise<KeyObject>): void => {
    remembered.set(name, { until: now() + rememberMs, key });
  };

  function forgetStale(): void {
    for (const [id, entry] of remembered) {
      if (entry.until > now() && remembered.size < rememberAtMost) return;
      remembered.delete(id);
    }
  }

  return {
    async make(purpose) {
      const { plaintext, ...key } = await wrapping.generate(purpose);
      remember(nameOf(purpose, key.keyId), Promise.resolve(createSecretKey(plaintext)));
      return key;
    },
    unwrap(wrapped, purpose) {
      const name = nameOf(purpose, wrapped.keyId);
      const known = remembered.get(name);
      if (known && known.until > now()) return known.key;
      forgetStale();
      const key = wrapping.decrypt(wrapped, purpose).then((plaintext) => createSecretKey(plaintext));
      remember(name, key);
      key.catch(() => remembered.delete(name));
      return key;
    },
    rewrap: wrapping.rewrap,
  };
}
