import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { currentBackingKey, keyArn, namedKey, requireUsable } from './key-lookup.ts';
import { bytes, type Kms, keyId, kmsAction } from './kms-action.ts';

const macInput = { KeyId: keyId, Message: bytes(1, 4096), MacAlgorithm: z.literal('HMAC_SHA_256') };

function macOf(kms: Kms, name: string, message: Buffer): { arn: string; mac: Buffer } {
  const key = requireUsable(kms, namedKey(kms, name), 'GENERATE_VERIFY_MAC');
  const { material } = currentBackingKey(kms, key);
  return { arn: keyArn(kms, key), mac: createHmac('sha256', material).update(message).digest() };
}

const GenerateMac = kmsAction(macInput, (kms, { KeyId, Message, MacAlgorithm }) => {
  const { arn, mac } = macOf(kms, KeyId, Message);
  return { KeyId: arn, Mac: mac, MacAlgorithm };
});

const VerifyMac = kmsAction({ ...macInput, Mac: bytes(1, 6144) }, (kms, { KeyId, Message, Mac, MacAlgorithm }) => {
  const { arn, mac } = macOf(kms, KeyId, Message);
  if (Mac.length !== mac.length || !timingSafeEqual(Mac, mac)) {
    throw new AwsError('KMSInvalidMacException', 'The HMAC does not match the message.');
  }
  return { KeyId: arn, MacValid: true, MacAlgorithm };
});

export const MAC_ACTIONS = { GenerateMac, VerifyMac };
