import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { BucketName } from '#/domain/data-map/buckets.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import type { Buckets } from './buckets.ts';
import type { ReadyKey } from './records.ts';
import { open, type Place, seal } from './sealing.ts';
import type { Vault } from './vault.ts';

/** Where a part of a sealed object belongs. A part opens in this place only: none can be swapped, moved or relabelled. */
export type Part = {
  readonly bucket: BucketName;
  /** The record the object belongs to. */
  readonly objectId: string;
  readonly subject: string;
  readonly purpose: Purpose;
  /** Counted from 1. */
  readonly part: number;
};

/** The name of a part in its bucket. */
const partName = ({ objectId, part }: Pick<Part, 'objectId' | 'part'>): string =>
  `${objectId}/${String(part).padStart(6, '0')}`;

/**
 * The key of one object, made of the keys of everybody it takes: with any of them destroyed, there is no way to it. HKDF
 * over one after the other, so that it is in nobody's table and nobody's memory longer than a request.
 */
function objectKey(keys: readonly ReadyKey[], objectId: string): KeyObject {
  const derived = keys.reduce<Uint8Array>(
    (salt, { key }) => new Uint8Array(hkdfSync('sha256', key as KeyObject, salt, objectId, 32)),
    new Uint8Array(32),
  );
  return createSecretKey(derived);
}

const placeOf = ({ instance }: Vault, { bucket, objectId, subject, purpose, part }: Part, keyId: string): Place => ({
  instance,
  store: bucket,
  entity: 'object',
  id: partName({ objectId, part }),
  subject,
  purpose,
  keyId,
  version: 1,
  bound: [],
});

function bucketsOf({ buckets }: Vault): Buckets {
  if (!buckets) throw new TypeError('This function was made without buckets; give "objectStore" to its serve().');
  return buckets;
}

/** The keys' ids, in order: an object sealed under other keys does not open. */
const keyIdOf = (keys: readonly ReadyKey[]): string => keys.map(({ keyId }) => keyId).join('+');

export async function putPart(vault: Vault, keys: readonly ReadyKey[], part: Part, bytes: Uint8Array): Promise<void> {
  const sealed = seal(objectKey(keys, part.objectId), bytes, placeOf(vault, part, keyIdOf(keys)));
  await bucketsOf(vault).put(part.bucket, partName(part), sealed);
}

/** A part in clear, or undefined when it is not there. @throws SealBroken when it is not what was sealed here */
export async function getPart(vault: Vault, keys: readonly ReadyKey[], part: Part): Promise<Uint8Array | undefined> {
  const sealed = await bucketsOf(vault).get(part.bucket, partName(part));
  return sealed && open(objectKey(keys, part.objectId), sealed, placeOf(vault, part, keyIdOf(keys)));
}

export const removePart = (vault: Vault, part: Part): Promise<void> =>
  bucketsOf(vault).remove(part.bucket, [partName(part)]);

/** Deletes an object with all its parts. Answers how many there were. */
export async function removeObject(vault: Vault, bucket: BucketName, objectId: string): Promise<number> {
  let count = 0;
  for await (const names of bucketsOf(vault).list(bucket, `${objectId}/`)) {
    await bucketsOf(vault).remove(bucket, names);
    count += names.length;
  }
  return count;
}

/** How many parts an object has. */
export async function countObjects(vault: Vault, bucket: BucketName, objectId: string): Promise<number> {
  let count = 0;
  for await (const names of bucketsOf(vault).list(bucket, `${objectId}/`)) count += names.length;
  return count;
}
