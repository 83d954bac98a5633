import type { Entity } from '#/domain/data-map/entity.ts';
import { expiryOf } from '#/domain/data-map/expiry.ts';
import type { Survey } from '#/domain/erasure/certificate.ts';
import type { Belonging } from './belongings.ts';
import { countObjects } from './sealed-objects.ts';
import type { Vault } from './vault.ts';

/** What happens to a belonging: it goes, the map lets it stay, or a hold keeps it. */
export type Fate = 'goes' | 'stays' | 'held';

type Stays = { count: number; readonly why: string; until?: number };
type Tally = {
  readonly goes: Record<string, Record<string, number>>;
  readonly objects: Record<string, number>;
  readonly stays: Record<string, Stays>;
  readonly held: Record<string, number>;
};

const add = (counts: Record<string, number>, name: string, count: number): void => {
  counts[name] = (counts[name] ?? 0) + count;
};

const whyOf = ({ onErasure }: Entity): string => (onErasure === 'delete' ? '' : onErasure.stays);

function addStaying(stays: Record<string, Stays>, { name, entity, createdAt }: Belonging, closedAt: number): void {
  stays[name] ??= { count: 0, why: whyOf(entity) };
  const known = stays[name];
  known.count += 1;
  const until = expiryOf(entity, { createdAt, accountClosedAt: closedAt });
  if (until !== undefined) known.until = Math.max(known.until ?? 0, until);
}

/** Counts what will go and what will stay, before anything does: so that it can be cut short and still say how much it was. */
export async function survey(
  vault: Vault,
  pages: AsyncIterable<readonly (Belonging & { readonly fate: Fate })[]>,
  closedAt: number,
): Promise<Survey> {
  const tally: Tally = { goes: {}, objects: {}, stays: {}, held: {} };
  for await (const page of pages) {
    for (const one of page) {
      if (one.fate === 'held') add(tally.held, one.name, 1);
      else if (one.fate === 'stays') addStaying(tally.stays, one, closedAt);
      else {
        tally.goes[one.store] ??= {};
        add(tally.goes[one.store] as Record<string, number>, one.name, 1);
        if (one.objects) {
          const { bucket, objectId } = one.objects;
          add(tally.objects, bucket, await countObjects(vault, bucket, objectId));
        }
      }
    }
  }
  return tally;
}
