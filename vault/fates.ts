import { type Belonging, belongings } from './belongings.ts';
import { readHolds } from './holds.ts';
import type { Partition } from './subject-rows.ts';
import type { Fate } from './survey.ts';
import type { Vault } from './vault.ts';

export type Fated = Belonging & { readonly fate: Fate };

/** A pointer that leads to somebody else's record goes by itself; the map speaks of records. */
const isPointer = ({ name, entity }: Belonging): boolean => name !== entity.name;

/**
 * What the erasure of a person does to each of their belongings. A hold on them keeps what the map lets a hold keep; so does
 * one on somebody else whose record they share.
 */
export async function* fates(
  vault: Vault,
  personId: string,
  partitions: readonly Partition[],
): AsyncGenerator<readonly Fated[]> {
  for await (const page of belongings(vault, personId, partitions)) {
    const ownerOf = ({ subject }: Belonging): string => subject || personId;
    const holds = await readHolds(vault, [personId, ...page.map(ownerOf)]);
    yield page.map((one): Fated => {
      const isHeld = holds.isHeld(personId) || (!isPointer(one) && holds.isHeld(ownerOf(one)));
      if (one.entity.onErasure !== 'delete' && !isPointer(one)) return { ...one, fate: 'stays' };
      return { ...one, fate: isHeld && one.entity.retention.holdable ? 'held' : 'goes' };
    });
  }
}

/** Only what goes. */
export async function* going(
  vault: Vault,
  personId: string,
  partitions: readonly Partition[],
): AsyncGenerator<readonly Belonging[]> {
  for await (const page of fates(vault, personId, partitions)) yield page.filter(({ fate }) => fate === 'goes');
}
