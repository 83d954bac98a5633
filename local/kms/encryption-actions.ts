import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { openBlob, readBlobAddress, writeBlob } from './ciphertext-blob.ts';
import type { EncryptionContext } from './encryption-context.ts';
import { currentBackingKey, keyArn, keyWithId, namedKey, requireUsable } from './key-lookup.ts';
import type { KeyRecord } from './key-store.ts';
import { bytes, encryptionContext, type Kms, keyId, kmsAction } from './kms-action.ts';

const algorithm = z.literal('SYMMETRIC_DEFAULT').default('SYMMETRIC_DEFAULT');
const ciphertextBlob = bytes(1, 6144);

type Encrypted = { KeyId: string; CiphertextBlob: Buffer };

function encrypt(kms: Kms, name: string, plaintext: Buffer, context?: EncryptionContext): Encrypted {
  const key = requireUsable(kms, namedKey(kms, name), 'ENCRYPT_DECRYPT');
  const { version, material } = currentBackingKey(kms, key);
  const blob = writeBlob({ keyId: key.id, version }, material, plaintext, context);
  return { KeyId: keyArn(kms, key), CiphertextBlob: blob };
}

type Sealed = { blob: Buffer; context?: EncryptionContext | undefined; expectedKey?: string | undefined };

/** The key that the blob names; a caller may say which one it must be. */
function keyOfBlob(kms: Kms, blob: Buffer, expectedKey: string | undefined): KeyRecord {
  const key = keyWithId(kms, readBlobAddress(blob).keyId);
  if (key === undefined) {
    const text = 'The ciphertext refers to a key that does not exist, or does not exist in this region.';
    throw new AwsError('AccessDeniedException', text);
  }
  if (expectedKey !== undefined && namedKey(kms, expectedKey).id !== key.id) {
    throw new AwsError('IncorrectKeyException', 'The key in the request is not the one that encrypted the ciphertext.');
  }
  return requireUsable(kms, key, 'ENCRYPT_DECRYPT');
}

function decrypt(kms: Kms, { blob, context, expectedKey }: Sealed): { KeyId: string; Plaintext: Buffer } {
  const key = keyOfBlob(kms, blob, expectedKey);
  const material = kms.store.materialOf(key.id, readBlobAddress(blob).version);
  return { KeyId: keyArn(kms, key), Plaintext: openBlob(blob, material, context) };
}

const dataKeyInput = {
  KeyId: keyId,
  EncryptionContext: encryptionContext,
  KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
};

type DataKeyInput = z.output<z.ZodObject<typeof dataKeyInput>>;

function generateDataKey(kms: Kms, input: DataKeyInput): Encrypted & { Plaintext: Buffer } {
  if ((input.KeySpec === undefined) === (input.NumberOfBytes === undefined)) {
    throw new AwsError('ValidationException', 'Please specify either number of bytes or key spec.');
  }
  const Plaintext = randomBytes(input.NumberOfBytes ?? (input.KeySpec === 'AES_128' ? 16 : 32));
  return { ...encrypt(kms, input.KeyId, Plaintext, input.EncryptionContext), Plaintext };
}

const Encrypt = kmsAction(
  { KeyId: keyId, Plaintext: bytes(1, 4096), EncryptionContext: encryptionContext, EncryptionAlgorithm: algorithm },
  (kms, { KeyId, Plaintext, EncryptionContext, EncryptionAlgorithm }) => ({
    ...encrypt(kms, KeyId, Plaintext, EncryptionContext),
    EncryptionAlgorithm,
  }),
);

const Decrypt = kmsAction(
  {
    CiphertextBlob: ciphertextBlob,
    EncryptionContext: encryptionContext,
    KeyId: keyId.optional(),
    EncryptionAlgorithm: algorithm,
  },
  (kms, { CiphertextBlob: blob, EncryptionContext: context, KeyId: expectedKey, EncryptionAlgorithm }) => ({
    ...decrypt(kms, { blob, context, expectedKey }),
    EncryptionAlgorithm,
  }),
);

const ReEncrypt = kmsAction(
  {
    CiphertextBlob: ciphertextBlob,
    SourceKeyId: keyId.optional(),
    SourceEncryptionContext: encryptionContext,
    SourceEncryptionAlgorithm: algorithm,
    DestinationKeyId: keyId,
    DestinationEncryptionContext: encryptionContext,
    DestinationEncryptionAlgorithm: algorithm,
  },
  (kms, input) => {
    const { CiphertextBlob: blob, SourceEncryptionContext: context, SourceKeyId: expectedKey } = input;
    const source = decrypt(kms, { blob, context, expectedKey });
    return {
      ...encrypt(kms, input.DestinationKeyId, source.Plaintext, input.DestinationEncryptionContext),
      SourceKeyId: source.KeyId,
      SourceEncryptionAlgorithm: input.SourceEncryptionAlgorithm,
      DestinationEncryptionAlgorithm: input.DestinationEncryptionAlgorithm,
    };
  },
);

const GenerateDataKeyWithoutPlaintext = kmsAction(dataKeyInput, (kms, input) => {
  const { Plaintext: _, ...sealed } = generateDataKey(kms, input);
  return sealed;
});

export const ENCRYPTION_ACTIONS = {
  Encrypt,
  Decrypt,
  ReEncrypt,
  GenerateDataKey: kmsAction(dataKeyInput, generateDataKey),
  GenerateDataKeyWithoutPlaintext,
};
