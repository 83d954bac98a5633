import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { Problem } from '#/domain/api/problems.ts';

const rememberMs = 5 * 60_000;

/** Keyed hashes. The HMAC key never leaves KMS. */
export type Macs = {
  /** Finds a value without storing it: one KMS call each, so that a stolen process cannot try addresses by itself. */
  blindIndex(label: 'email', value: string): Promise<string>;
  /** A 32-byte secret for one use, derived through KMS and remembered for five minutes. */
  secret(use: 'idempotency' | 'cursor' | 'notice' | 'address' | 'certificate' | 'recipient'): Promise<KeyObject>;
};

export function openMacs({ kms, macKey, now }: { kms: KMSClient; macKey: string; now: () => number }): Macs {
  const remembered = new Map<string, { until: number; secret: Promise<KeyObject> }>();

  async function mac(message: string): Promise<Uint8Array> {
    const command = new GenerateMacCommand({
      KeyId: macKey,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(message),
    });
    const { Mac } = await kms.send(command).catch((cause: unknown) => {
      throw new Problem('unavailable', { retryAfter: 2 }, { cause });
    });
    if (!Mac) throw new Problem('unavailable', { retryAfter: 2 });
    return Mac;
  }

  return {
    blindIndex: async (label, value) => Buffer.from(await mac(`index/${label}/${value}`)).toString('base64url'),
    secret(use) {
      const known = remembered.get(use);
      if (known && known.until > now()) return known.secret;
      const secret = mac(`secret/${use}`).then((root) =>
        createSecretKey(new Uint8Array(hkdfSync('sha256', root, '', use, 32))),
      );
      remembered.set(use, { until: now() + rememberMs, secret });
      secret.catch(() => remembered.delete(use));
      return secret;
    },
  };
}

export const keyedHash = (secret: KeyObject, ...parts: string[]): string => {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part);
  return hmac.digest('base64url');
};
