import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { signDigest, verifyDigest } from './ecdsa-digest.ts';
import { currentBackingKey, keyArn, namedKey, requireUsable } from './key-lookup.ts';
import { KEY_SPECS } from './key-specs.ts';
import type { KeyRecord } from './key-store.ts';
import { bytes, type Kms, keyId, kmsAction } from './kms-action.ts';

const DIGEST_BYTES = 32;

const signInput = {
  KeyId: keyId,
  Message: bytes(1, 4096),
  MessageType: z.enum(['RAW', 'DIGEST']).default('RAW'),
  SigningAlgorithm: z.literal('ECDSA_SHA_256'),
};

type Message = { Message: Buffer; MessageType: 'RAW' | 'DIGEST' };

function signingKey(kms: Kms, name: string): { key: KeyRecord; privateKey: KeyObject } {
  const key = requireUsable(kms, namedKey(kms, name), 'SIGN_VERIFY');
  const { material } = currentBackingKey(kms, key);
  return { key, privateKey: createPrivateKey({ key: material, format: 'der', type: 'pkcs8' }) };
}

function requireDigest({ Message, MessageType }: Message): void {
  if (MessageType === 'RAW' || Message.length === DIGEST_BYTES) return;
  throw new AwsError(
    'ValidationException',
    `Digest is invalid length for algorithm ECDSA_SHA_256: ${DIGEST_BYTES} bytes.`,
  );
}

const Sign = kmsAction(signInput, (kms, { KeyId, SigningAlgorithm, ...message }) => {
  const { key, privateKey } = signingKey(kms, KeyId);
  requireDigest(message);
  const { Message, MessageType } = message;
  const Signature = MessageType === 'RAW' ? sign('sha256', Message, privateKey) : signDigest(privateKey, Message);
  return { KeyId: keyArn(kms, key), Signature, SigningAlgorithm };
});

function isSignedBy(privateKey: KeyObject, { Message, MessageType }: Message, signature: Buffer): boolean {
  if (MessageType === 'DIGEST') return verifyDigest(privateKey, Message, signature);
  return verify('sha256', Message, createPublicKey(privateKey), signature);
}

const Verify = kmsAction(
  { ...signInput, Signature: bytes(1, 6144) },
  (kms, { KeyId, SigningAlgorithm, Signature, ...message }) => {
    const { key, privateKey } = signingKey(kms, KeyId);
    requireDigest(message);
    if (!isSignedBy(privateKey, message, Signature)) {
      throw new AwsError('KMSInvalidSignatureException', 'The signature does not match the message.');
    }
    return { KeyId: keyArn(kms, key), SignatureValid: true, SigningAlgorithm };
  },
);

const GetPublicKey = kmsAction({ KeyId: keyId }, (kms, { KeyId }) => {
  const { key, privateKey } = signingKey(kms, KeyId);
  return {
    KeyId: keyArn(kms, key),
    PublicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    KeyUsage: key.usage,
    ...KEY_SPECS[key.spec].algorithms,
  };
});

export const SIGNATURE_ACTIONS = { Sign, Verify, GetPublicKey };
