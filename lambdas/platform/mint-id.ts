import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';
import type { MintId } from '#/domain/ids.ts';

const poolBytes = 1024;

/**
 * Cryptographic chance as numbers in [0, 1), one byte each and drawn from the system a thousand at a time: asking it for
 * each of an id's 16 letters costs more than all the rest of the id.
 */
function pooledRandom(): () => number {
  const pool = new Uint8Array(poolBytes);
  let next = poolBytes;
  return () => {
    if (next === poolBytes) {
      randomFillSync(pool);
      next = 0;
    }
    const byte = pool[next] ?? 0;
    // Used once and forgotten: an id that is out must not be found in memory next to one still to come.
    pool[next++] = 0;
    return byte / 256;
  };
}

/** Makes ids such as `eu.note_01J9Z...`: sorted by time, and no two alike. */
export function openMint(instance: string, now: () => number): MintId {
  const random = pooledRandom();
  return (kind) => `${instance}.${kind}_${ulid(now(), random)}`;
}
