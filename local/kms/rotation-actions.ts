import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import { keyArn, managedKey, requireEnabled, requireNotPendingDeletion } from './key-lookup.ts';
import type { KeyRecord } from './key-store.ts';
import { type Kms, keyId, kmsAction, seconds } from './kms-action.ts';
import { addVersion, nextRotation } from './rotation.ts';

const MAX_ON_DEMAND_ROTATIONS = 25;

function rotatableKey(kms: Kms, name: string): KeyRecord {
  const key = managedKey(kms, name);
  if (key.spec === 'SYMMETRIC_DEFAULT') return key;
  throw new AwsError('UnsupportedOperationException', `${keyArn(kms, key)} is a ${key.spec} key: these do not rotate.`);
}

const EnableKeyRotation = kmsAction(
  { KeyId: keyId, RotationPeriodInDays: z.int().min(90).max(2560).default(365) },
  (kms, { KeyId, RotationPeriodInDays: days }) => {
    const key = requireEnabled(kms, rotatableKey(kms, KeyId));
    kms.store.putKey({ ...key, rotation: { days, from: kms.now() } });
    return {};
  },
);

const DisableKeyRotation = kmsAction({ KeyId: keyId }, (kms, { KeyId }) => {
  const { rotation: _, ...key } = requireEnabled(kms, rotatableKey(kms, KeyId));
  kms.store.putKey(key);
  return {};
});

const GetKeyRotationStatus = kmsAction({ KeyId: keyId }, (kms, { KeyId }) => {
  const key = requireNotPendingDeletion(kms, rotatableKey(kms, KeyId));
  const next = nextRotation(key);
  return {
    KeyId: keyArn(kms, key),
    KeyRotationEnabled: key.rotation !== undefined,
    ...(key.rotation && next ? { RotationPeriodInDays: key.rotation.days, NextRotationDate: seconds(next) } : {}),
  };
});

const RotateKeyOnDemand = kmsAction({ KeyId: keyId }, (kms, { KeyId }) => {
  const key = requireEnabled(kms, rotatableKey(kms, KeyId));
  const before = kms.store.backingKeys(key.id).filter((backing) => backing.cause === 'ON_DEMAND').length;
  if (before >= MAX_ON_DEMAND_ROTATIONS) {
    throw new AwsError('LimitExceededException', `A key can be rotated ${MAX_ON_DEMAND_ROTATIONS} times on demand.`);
  }
  addVersion(kms, key, 'ON_DEMAND', kms.now());
  return { KeyId: keyArn(kms, key) };
});

const ListKeyRotations = kmsAction({ KeyId: keyId }, (kms, { KeyId }) => {
  const key = rotatableKey(kms, KeyId);
  const rotations = kms.store.backingKeys(key.id).filter((backing) => backing.cause !== 'CREATED');
  const Rotations = rotations.map(({ createdAt, cause }) => ({
    KeyId: keyArn(kms, key),
    RotationDate: seconds(createdAt),
    RotationType: cause,
  }));
  return { Rotations, Truncated: false };
});

export const ROTATION_ACTIONS = {
  EnableKeyRotation,
  DisableKeyRotation,
  GetKeyRotationStatus,
  RotateKeyOnDemand,
  ListKeyRotations,
};
