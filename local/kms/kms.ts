import { LocalRunError } from '#/local/aws/local-run-error.ts';
import { AwsError, type AwsService } from '#/local/aws/service.ts';
import { ALIAS_ACTIONS, requireAliasName } from './alias-actions.ts';
import { ENCRYPTION_ACTIONS } from './encryption-actions.ts';
import { createKey, KEY_ACTIONS } from './key-actions.ts';
import { keyWithId } from './key-lookup.ts';
import type { KeySpec, KeyUsage } from './key-specs.ts';
import { keyStoreOn } from './key-store.ts';
import type { Kms, KmsAction } from './kms-action.ts';
import { MAC_ACTIONS } from './mac-actions.ts';
import { openKeyFile } from './open-key-file.ts';
import { POLICY_ACTIONS } from './policy-actions.ts';
import { ROTATION_ACTIONS } from './rotation-actions.ts';
import { SIGNATURE_ACTIONS } from './signature-actions.ts';

const ACTIONS: ReadonlyMap<string, KmsAction> = new Map(
  Object.entries({
    ...KEY_ACTIONS,
    ...ALIAS_ACTIONS,
    ...ROTATION_ACTIONS,
    ...POLICY_ACTIONS,
    ...ENCRYPTION_ACTIONS,
    ...MAC_ACTIONS,
    ...SIGNATURE_ACTIONS,
  }),
);

/** As the deployed keys: those that can rotate do so every year. */
const ROTATION_DAYS = 365;

export type KmsKey = { alias: `alias/${string}`; spec: KeySpec; usage: KeyUsage };

export type KmsOptions = {
  region: string;
  /** The SQLite file; it and its folder are created when missing. */
  file: string;
  /** 32 bytes; key material lies in the file only under AES-256-GCM with this key. */
  rootKey: Buffer;
  now: () => number;
  /** Created when their alias is missing. */
  keys?: readonly KmsKey[];
};

function ensureKey(kms: Kms, { alias, spec, usage }: KmsKey): void {
  requireAliasName(alias);
  const target = kms.store.aliasTarget(alias);
  const existing = target === undefined ? undefined : keyWithId(kms, target);
  if (existing !== undefined && existing.spec !== spec) {
    throw new LocalRunError(
      `The key ${alias} is of ${existing.spec} but this version needs ${spec}: ` +
        'run "npm start -- --fresh" to begin again without its data, or go back to the version that made it.',
    );
  }
  if (existing !== undefined) return;
  const rotation = spec === 'SYMMETRIC_DEFAULT' ? { rotationDays: ROTATION_DAYS } : {};
  createKey(kms, { spec, usage, description: '', multiRegion: false }, { alias, ...rotation });
}

function actionNamed(action: string): KmsAction {
  const known = ACTIONS.get(action);
  if (known !== undefined) return known;
  const supported = [...ACTIONS.keys()].sort().join(', ');
  throw new AwsError(
    'UnknownOperationException',
    `The local KMS does not support ${action.slice(0, 100)}. It supports ${supported}.`,
  );
}

/**
 * AWS KMS on one SQLite file, with real cryptography by node:crypto. Only its own process may have the file open.
 * Throws LocalRunError when the file is damaged, in use, or was written under another root key.
 */
export function openKms({ region, file, rootKey, now, keys = [] }: KmsOptions): { service: AwsService; close(): void } {
  const store = keyStoreOn(openKeyFile(file, rootKey), rootKey);
  const kms: Kms = { region, store, now };
  try {
    for (const key of keys) ensureKey(kms, key);
  } catch (error) {
    store.close();
    throw error;
  }
  const call: AwsService['call'] = (action, input) =>
    new Promise((resolve) => resolve(actionNamed(action)(kms, input)));
  return { service: { targetPrefix: 'TrentService', call }, close: () => store.close() };
}
