import type { Entity, IdsOf, ValuesOf } from '#/domain/data-map/entity.ts';
import { describe } from '#/domain/data-map/retention.ts';
import type { Saved } from '#/vault/commit.ts';

const instant = (at: number): string => new Date(at).toISOString();

/** A record as the API shows it: ids, fields, version, times, content class and when it will be deleted. */
export function represent<E extends Entity>(record: Saved<E>) {
  const { entity, ids, values, version, createdAt, updatedAt, deleteAfter } = record;
  return {
    ...ids,
    ...(values as ValuesOf<E>),
    version,
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
    contentClass: 'server_readable' as const,
    retention: {
      policy: describe(entity.retention),
      deleteAfter: deleteAfter === undefined ? null : instant(deleteAfter),
    },
  } as IdsOf<E> &
    ValuesOf<E> & {
      version: number;
      createdAt: string;
      updatedAt: string;
      contentClass: 'server_readable';
      retention: { policy: string; deleteAfter: string | null };
    };
}

export const pageOf = <E extends Entity, T>(
  page: { items: Saved<E>[]; next: string | null },
  show: (record: Saved<E>) => T,
) => ({
  items: page.items.map(show),
  next: page.next,
});
