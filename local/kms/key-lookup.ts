import { AwsError } from '#/local/aws/service.ts';
import type { KeyUsage } from './key-specs.ts';
import type { KeyRecord } from './key-store.ts';
import type { Kms } from './kms-action.ts';
import { rotateWhenDue } from './rotation.ts';

export const LOCAL_ACCOUNT = '000000000000';

export const arnOf = ({ region }: Kms, resource: string): string =>
  `arn:aws:kms:${region}:${LOCAL_ACCOUNT}:${resource}`;

export const keyArn = (kms: Kms, { id }: KeyRecord): string => arnOf(kms, `key/${id}`);

/** `key/<id>`, `alias/<name>` or a bare id, from any of the forms in which a key is named. */
function resourceOf(kms: Kms, name: string): string {
  if (!name.startsWith('arn:')) return name;
  const prefix = arnOf(kms, '');
  if (name.startsWith(prefix)) return name.slice(prefix.length);
  throw new AwsError('NotFoundException', `Invalid arn ${name.slice(0, 200)}: it is not of ${prefix}`);
}

/** The clock does not run in the background: what is due by now is done when a key is next looked at. */
function settled(kms: Kms, key: KeyRecord | undefined): KeyRecord | undefined {
  if (key?.deletionAt !== undefined && kms.now() >= key.deletionAt) {
    kms.store.removeKey(key.id);
    return undefined;
  }
  return key && rotateWhenDue(kms, key);
}

/** The key with this bare id, if it (still) exists. */
export const keyWithId = (kms: Kms, id: string): KeyRecord | undefined => settled(kms, kms.store.keyOf(id));

/** A key by id or ARN only, as the actions that manage keys want it. Throws NotFoundException or InvalidArnException. */
export function managedKey(kms: Kms, name: string): KeyRecord {
  const resource = resourceOf(kms, name);
  if (resource.startsWith('alias/')) {
    throw new AwsError('InvalidArnException', 'This action takes a key id or key ARN, not an alias.');
  }
  const id = resource.replace(/^key\//, '');
  const key = keyWithId(kms, id);
  if (key === undefined) throw new AwsError('NotFoundException', `Key '${arnOf(kms, `key/${id}`)}' does not exist`);
  return key;
}

/** A key by id, ARN, alias or alias ARN. Throws NotFoundException. */
export function namedKey(kms: Kms, name: string): KeyRecord {
  const resource = resourceOf(kms, name);
  if (!resource.startsWith('alias/')) return managedKey(kms, name);
  const target = kms.store.aliasTarget(resource);
  const key = target === undefined ? undefined : keyWithId(kms, target);
  if (key === undefined) throw new AwsError('NotFoundException', `Alias ${arnOf(kms, resource)} is not found.`);
  return key;
}

/** Throws unless the key is enabled: DisabledException or KMSInvalidStateException. */
export function requireEnabled(kms: Kms, key: KeyRecord): KeyRecord {
  if (key.state === 'Disabled') throw new AwsError('DisabledException', `${keyArn(kms, key)} is disabled.`);
  return requireNotPendingDeletion(kms, key);
}

/** Throws KMSInvalidStateException when the key awaits its deletion. */
export function requireNotPendingDeletion(kms: Kms, key: KeyRecord): KeyRecord {
  if (key.state !== 'PendingDeletion') return key;
  throw new AwsError('KMSInvalidStateException', `${keyArn(kms, key)} is pending deletion.`);
}

/** Throws unless the key is enabled and made for `usage`. */
export function requireUsable(kms: Kms, key: KeyRecord, usage: KeyUsage): KeyRecord {
  if (key.usage !== usage) {
    throw new AwsError('InvalidKeyUsageException', `${keyArn(kms, key)} key usage is ${key.usage}, not ${usage}.`);
  }
  return requireEnabled(kms, key);
}

/** The version that encrypts, authenticates or signs now, with its secret. */
export function currentBackingKey({ store }: Kms, { id }: KeyRecord): { version: number; material: Buffer } {
  const version = store.backingKeys(id).at(-1)?.version;
  const material = version === undefined ? undefined : store.materialOf(id, version);
  if (version === undefined || material === undefined) throw new Error('a key without material');
  return { version, material };
}
