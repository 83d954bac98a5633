import { KEY_SPECS } from './key-specs.ts';
import type { BackingKey, KeyRecord } from './key-store.ts';
import type { Kms } from './kms-action.ts';

export const DAY_MS = 86_400_000;

/** Adds a version; older ones stay and go on opening what they sealed. */
export function addVersion({ store }: Kms, key: KeyRecord, cause: BackingKey['cause'], createdAt: number): void {
  const version = (store.backingKeys(key.id).at(-1)?.version ?? 0) + 1;
  store.addBackingKey(key.id, { version, createdAt, cause }, KEY_SPECS[key.spec].generate());
}

/** When the next automatic rotation is due, in epoch ms; undefined when it is off. */
export const nextRotation = ({ rotation }: KeyRecord): number | undefined =>
  rotation && rotation.from + rotation.days * DAY_MS;

/** Rotates a key whose period has run out, once however many periods have passed. A disabled key waits. */
export function rotateWhenDue(kms: Kms, key: KeyRecord): KeyRecord {
  const due = nextRotation(key);
  if (due === undefined || key.rotation === undefined || key.state !== 'Enabled' || kms.now() < due) return key;
  const period = key.rotation.days * DAY_MS;
  const from = due + Math.floor((kms.now() - due) / period) * period;
  const rotated = { ...key, rotation: { ...key.rotation, from } };
  kms.store.atomically(() => {
    addVersion(kms, key, 'AUTOMATIC', from);
    kms.store.putKey(rotated);
  });
  return rotated;
}
