import type { BucketName } from '#/domain/data-map/buckets.ts';
import { engagement } from '#/domain/data-map/entities/directory.ts';
import type { Entity } from '#/domain/data-map/entity.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import type { FoundRow } from './errand.ts';
import { idsIn, pointerRows } from './records.ts';
import { type Row, type RowRef, rowName } from './rows.ts';
import { type Partition, type PointedTo, pointersIn, rowFound, rowsBelow } from './subject-rows.ts';
import type { Vault } from './vault.ts';

/** What goes as one: a record with its pointers and objects, or a pointer alone that leads to somebody else's record. */
export type Belonging = {
  /** As it is counted: the entity's name, or `<entity>_pointer`. */
  readonly name: string;
  readonly entity: Entity;
  readonly store: RowRef['store'];
  /** Whose record it is. */
  readonly subject: string;
  readonly createdAt: number;
  /** What its row shows. */
  readonly fields: Row['fields'];
  readonly ttl: number | undefined;
  readonly rows: readonly RowRef[];
  readonly objects?: { readonly bucket: BucketName; readonly objectId: string };
};

const placeOf = ({ store }: Entity, { pk, sk }: Row): RowRef => ({ store, pk, sk });

/** A record with all that goes with it. */
export function wholeRecord({ entity, row }: FoundRow): Belonging {
  const { name, store, objects } = entity;
  const ids = idsIn(entity.key, row);
  const rows = [placeOf(entity, row), ...pointerRows(entity, { ...row.fields, ...ids })];
  const { subject = '', createdAt, fields, ttl } = row;
  const whole = { name, entity, store, subject, createdAt, fields, ttl, rows };
  return objects ? { ...whole, objects: { bucket: objects.bucket, objectId: Object.values(ids).at(-1) ?? '' } } : whole;
}

/**
 * Whether a record that only points to somebody goes with them: what is an organisation's about them (an invitation), and
 * what took the consent of everybody who takes part. Other records are somebody else's, and only the pointer goes.
 */
const goesAlong = (entity: Entity): boolean => {
  const purpose = purposes[entity.purpose];
  return entity.about === 'organization' || (purpose.basis === 'consent' && purpose.asks === 'participants');
};

const partitionName = ({ store, pk }: Partition): string => `${store}|${pk}`;

function pointerAlone({ pointer, entity }: PointedTo): Belonging {
  const { subject = '', createdAt, fields, ttl } = pointer;
  const { name, store } = entity;
  return { name: `${name}_pointer`, entity, store, subject, createdAt, fields, ttl, rows: [placeOf(entity, pointer)] };
}

/** Everything in some partitions of a person, page by page, each record and pointer once. */
export async function* belongings(
  vault: Vault,
  personId: string,
  partitions: readonly Partition[],
): AsyncGenerator<Belonging[]> {
  const walked = new Set(partitions.map(partitionName));
  const behind = (pointed: PointedTo): Belonging[] => {
    const { entity, target, row } = pointed;
    // It is met where it stands, among the person's own rows.
    if (row && walked.has(partitionName(target))) return [];
    const goes = row && (row.subject === personId || goesAlong(entity));
    return goes ? [wholeRecord({ entity, row })] : [pointerAlone(pointed)];
  };
  for (const partition of partitions) {
    for await (const rows of rowsBelow(vault, partition)) {
      const own = rows.flatMap((row) => rowFound(row) ?? []).map(wholeRecord);
      const met = [...own, ...(await pointersIn(vault, rows)).flatMap(behind)];
      yield [...new Map(met.map((one) => [rowName(one.rows[0] as RowRef), one])).values()];
    }
  }
}

/** What leads to everything else of a relation: deleted last, so that a deletion that was cut short finds its way again. */
export const isRoot = ({ name }: Belonging): boolean => name === engagement.name;
