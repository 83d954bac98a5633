import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AwsService } from '#/local/aws/service.ts';
import { givenKms } from '#/test/support/local-aws.ts';

const KEYS = [{ alias: 'alias/wrap', spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' }] as const;

const context = fc.dictionary(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  {
    maxKeys: 5,
  },
);
const plaintext = fc.uint8Array({ minLength: 1, maxLength: 300 });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function encrypted(kms: AwsService, bytes: Uint8Array, EncryptionContext: Record<string, string>) {
  const output = await kms.call('Encrypt', { KeyId: 'alias/wrap', Plaintext: base64(bytes), EncryptionContext });
  return Buffer.from(String(output.CiphertextBlob), 'base64');
}

const decrypted = (kms: AwsService, blob: Buffer, EncryptionContext: Record<string, string>) =>
  kms.call('Decrypt', { CiphertextBlob: base64(blob), EncryptionContext });

it('opens what it sealed, whatever the bytes and in whatever order the context is written', async () => {
  const kms = givenKms({ keys: KEYS });
  await fc.assert(
    fc.asyncProperty(plaintext, context, async (bytes, pairs) => {
      const blob = await encrypted(kms, bytes, pairs);
      const reversed = Object.fromEntries(Object.entries(pairs).reverse());
      expect((await decrypted(kms, blob, reversed)).Plaintext).toBe(base64(bytes));
    }),
  );
});

it('refuses a ciphertext with any byte changed, cut off or added', async () => {
  const kms = givenKms({ keys: KEYS });
  await fc.assert(
    fc.asyncProperty(plaintext, context, fc.nat(), fc.integer({ min: 1, max: 255 }), async (bytes, pairs, at, flip) => {
      const blob = await encrypted(kms, bytes, pairs);
      const flipped = Buffer.from(blob);
      flipped[at % blob.length] = (blob[at % blob.length] ?? 0) ^ flip;
      const cut = blob.subarray(0, at % blob.length);
      const grown = Buffer.concat([blob, Buffer.from([flip])]);
      for (const altered of [flipped, grown, ...(cut.length > 0 ? [cut] : [])]) {
        await expect(decrypted(kms, altered, pairs)).rejects.toMatchObject({
          code: expect.stringMatching(/^(InvalidCiphertext|AccessDenied)Exception$/),
        });
      }
    }),
  );
});

it('refuses every single changed byte of one ciphertext', async () => {
  const kms = givenKms({ keys: KEYS });
  const blob = await encrypted(kms, Buffer.from('secret'), { purpose: 'coaching' });
  for (let at = 0; at < blob.length; at += 1) {
    const flipped = Buffer.from(blob);
    flipped[at] = (blob[at] ?? 0) ^ 1;
    await expect(decrypted(kms, flipped, { purpose: 'coaching' })).rejects.toThrow();
  }
});

it('refuses any other context', async () => {
  const kms = givenKms({ keys: KEYS });
  const sorted = (pairs: Record<string, string>): string => JSON.stringify(Object.entries(pairs).sort());
  await fc.assert(
    fc.asyncProperty(context, context, async (pairs, others) => {
      fc.pre(sorted(pairs) !== sorted(others));
      const blob = await encrypted(kms, Buffer.from('secret'), pairs);
      await expect(decrypted(kms, blob, others)).rejects.toMatchObject({ code: 'InvalidCiphertextException' });
    }),
  );
});

it('binds a pair whose name JavaScript treats specially', async () => {
  const kms = givenKms({ keys: KEYS });
  const special = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
  const blob = await encrypted(kms, Buffer.from('secret'), special);
  await expect(decrypted(kms, blob, {})).rejects.toMatchObject({ code: 'InvalidCiphertextException' });
  expect((await decrypted(kms, blob, special)).Plaintext).toBe(base64(Buffer.from('secret')));
});

it('signs digests that only the same digest verifies', async () => {
  const kms = givenKms({ keys: [{ alias: 'alias/sign', spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }] });
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const input = { KeyId: 'alias/sign', MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' };
  await fc.assert(
    fc.asyncProperty(digest, fc.nat(31), fc.integer({ min: 1, max: 255 }), async (bytes, at, flip) => {
      const { Signature } = await kms.call('Sign', { ...input, Message: base64(bytes) });
      const valid = await kms.call('Verify', { ...input, Message: base64(bytes), Signature });
      expect(valid.SignatureValid).toBe(true);
      const other = bytes.with(at, (bytes[at] ?? 0) ^ flip);
      await expect(kms.call('Verify', { ...input, Message: base64(other), Signature })).rejects.toMatchObject({
        code: 'KMSInvalidSignatureException',
      });
    }),
  );
});
