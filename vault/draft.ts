import type { Entity, IdsOf, ValuesOf } from '#/domain/data-map/entity.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import type { OpenRecord } from './records.ts';
import type { RowRef } from './rows.ts';
import type { WrappedKey } from './wrapping.ts';

/** A record about to be written: new, or the next version of one that was read. */
export type Draft<E extends Entity = Entity> = {
  readonly entity: E;
  readonly ids: IdsOf<E>;
  readonly subject: string;
  readonly values: ValuesOf<E>;
  /** The version it replaces; undefined when it is new. */
  readonly replaces?: number;
  readonly createdAt?: number;
};

export const create = <E extends Entity>(entity: E, ids: IdsOf<E>, subject: string, values: ValuesOf<E>): Draft<E> => ({
  entity,
  ids,
  subject,
  values,
});

/** Some values of a record; what is undefined stays as it is. */
export type Revision<E extends Entity> = { readonly [K in keyof ValuesOf<E>]?: ValuesOf<E>[K] | undefined };

/** The next version of a record, with some values changed. */
export function change<E extends Entity>(record: OpenRecord<E>, changes: Revision<E>): Draft<E> {
  const { entity, ids, subject, version, createdAt } = record;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { entity, ids, subject, values: { ...record.values, ...given }, replaces: version, createdAt };
}

/** A row to delete; with a version, only as long as it is that one. */
export type Removal = RowRef & { readonly version?: number };

/** A key row as a request has read it. */
export type KeyInUse = { readonly row: RowRef; readonly keyId: string };

/** A subject that comes to be with this write, and the keys made for it. */
export type NewKey = WrappedKey & { readonly subject: string; readonly purpose: Purpose };

/** An event of the outbox. */
export type Happening = {
  readonly type: string;
  readonly subjectId: string;
  readonly resourceId: string;
  /** The engagement that it happened in; the write fills it in. */
  readonly engagementId?: string | undefined;
  /** The purpose that began or ended. */
  readonly purpose?: Purpose;
  /** Key rows that it destroyed, as `<row key>|<key id>`, for the ledger that restores replay. */
  readonly rows?: readonly string[];
};

/** What a request writes: all of it or nothing. */
export type Changes = {
  readonly records: readonly Draft[];
  readonly newKeys?: readonly NewKey[];
  /** Rows that cease to exist with this write. */
  readonly removes?: readonly Removal[];
  /** Keys that the write builds on without sealing with them; each must still be the one that was read. */
  readonly relies?: readonly KeyInUse[];
  /** Rows that were read along and must not have changed since, nor come to be. */
  readonly unchanged?: readonly RowRef[];
  /** An organisation the caller must still be an active member of when the write lands. */
  readonly memberOf?: string;
  /** What happened, for whoever acts on it later. */
  readonly event: Happening;
  /** What happened with it. */
  readonly further?: readonly Happening[];
};
