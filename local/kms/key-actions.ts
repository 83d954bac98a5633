import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from '#/local/aws/service.ts';
import {
  arnOf,
  keyArn,
  keyWithId,
  LOCAL_ACCOUNT,
  managedKey,
  namedKey,
  requireNotPendingDeletion,
} from './key-lookup.ts';
import { KEY_SPECS, type KeySpec } from './key-specs.ts';
import type { KeyRecord } from './key-store.ts';
import { type Kms, keyId, kmsAction, seconds } from './kms-action.ts';
import { page } from './page.ts';
import { addVersion, DAY_MS } from './rotation.ts';

const spec = z.enum(Object.keys(KEY_SPECS) as [KeySpec, ...KeySpec[]]);
const usage = z.enum(['ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC', 'SIGN_VERIFY']);

export type NewKey = Pick<KeyRecord, 'spec' | 'usage' | 'description' | 'multiRegion'>;

/** `rotationDays` turns automatic rotation on. */
export type FirstSettings = { alias?: string; rotationDays?: number };

/**
 * Creates an enabled key with its first version (and its alias, if one is given).
 * Throws ValidationException when the usage does not fit the spec.
 */
export function createKey(kms: Kms, key: NewKey, { alias, rotationDays }: FirstSettings = {}): KeyRecord {
  if (KEY_SPECS[key.spec].usage !== key.usage) {
    throw new AwsError('ValidationException', `KeyUsage ${key.usage} is not compatible with KeySpec ${key.spec}`);
  }
  const createdAt = kms.now();
  const id = key.multiRegion ? `mrk-${randomBytes(16).toString('hex')}` : randomUUID();
  const rotation = rotationDays === undefined ? {} : { rotation: { days: rotationDays, from: createdAt } };
  const record: KeyRecord = { ...key, id, createdAt, state: 'Enabled', ...rotation };
  kms.store.atomically(() => {
    kms.store.putKey(record);
    addVersion(kms, record, 'CREATED', createdAt);
    if (alias !== undefined) kms.store.putAlias({ name: alias, keyId: id, createdAt });
  });
  return record;
}

const metadataOf = (kms: Kms, key: KeyRecord): Record<string, unknown> => ({
  AWSAccountId: LOCAL_ACCOUNT,
  KeyId: key.id,
  Arn: keyArn(kms, key),
  CreationDate: seconds(key.createdAt),
  Enabled: key.state === 'Enabled',
  Description: key.description,
  KeyUsage: key.usage,
  KeyState: key.state,
  Origin: 'AWS_KMS',
  KeyManager: 'CUSTOMER',
  KeySpec: key.spec,
  CustomerMasterKeySpec: key.spec,
  MultiRegion: key.multiRegion,
  ...KEY_SPECS[key.spec].algorithms,
  ...(key.deletionAt === undefined ? {} : { DeletionDate: seconds(key.deletionAt) }),
});

function setState(kms: Kms, name: string, state: 'Enabled' | 'Disabled'): Record<string, unknown> {
  const key = requireNotPendingDeletion(kms, managedKey(kms, name));
  kms.store.putKey({ ...key, state });
  return {};
}

const CreateKey = kmsAction(
  {
    Description: z.string().max(8192).default(''),
    KeySpec: spec.optional(),
    CustomerMasterKeySpec: spec.optional(),
    KeyUsage: usage.default('ENCRYPT_DECRYPT'),
    MultiRegion: z.boolean().default(false),
    Origin: z.literal('AWS_KMS').optional(),
  },
  (kms, input) => {
    const keySpec = input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT';
    const { Description: description, KeyUsage, MultiRegion: multiRegion } = input;
    return {
      KeyMetadata: metadataOf(kms, createKey(kms, { spec: keySpec, usage: KeyUsage, description, multiRegion })),
    };
  },
);

const ListKeys = kmsAction(
  { Limit: z.int().min(1).max(1000).optional(), Marker: z.string().optional() },
  (kms, input) => {
    const ids = kms.store.keyIds().filter((id) => keyWithId(kms, id) !== undefined);
    const { items, rest } = page(ids, (id) => id, input);
    return { Keys: items.map((id) => ({ KeyId: id, KeyArn: arnOf(kms, `key/${id}`) })), ...rest };
  },
);

const ScheduleKeyDeletion = kmsAction(
  { KeyId: keyId, PendingWindowInDays: z.int().min(7).max(30).default(30) },
  (kms, { KeyId, PendingWindowInDays }) => {
    const key = requireNotPendingDeletion(kms, managedKey(kms, KeyId));
    const deletionAt = kms.now() + PendingWindowInDays * DAY_MS;
    kms.store.putKey({ ...key, state: 'PendingDeletion', deletionAt });
    const DeletionDate = seconds(deletionAt);
    return { KeyId: keyArn(kms, key), DeletionDate, KeyState: 'PendingDeletion', PendingWindowInDays };
  },
);

const CancelKeyDeletion = kmsAction({ KeyId: keyId }, (kms, { KeyId }) => {
  const { deletionAt, ...key } = managedKey(kms, KeyId);
  if (deletionAt === undefined) {
    throw new AwsError('KMSInvalidStateException', `${keyArn(kms, key)} is not pending deletion.`);
  }
  kms.store.putKey({ ...key, state: 'Disabled' });
  return { KeyId: keyArn(kms, key) };
});

export const KEY_ACTIONS = {
  CreateKey,
  ListKeys,
  DescribeKey: kmsAction({ KeyId: keyId }, (kms, { KeyId }) => ({
    KeyMetadata: metadataOf(kms, namedKey(kms, KeyId)),
  })),
  EnableKey: kmsAction({ KeyId: keyId }, (kms, { KeyId }) => setState(kms, KeyId, 'Enabled')),
  DisableKey: kmsAction({ KeyId: keyId }, (kms, { KeyId }) => setState(kms, KeyId, 'Disabled')),
  ScheduleKeyDeletion,
  CancelKeyDeletion,
};
