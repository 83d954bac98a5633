import * as z from 'zod/mini';
import { type Entity, shapeOf } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';

/** A record as far as a copy shows it. */
type Copied = {
  readonly entity: Entity;
  readonly ids: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
};

const byName = (a: Entity, b: Entity): number => (a.name < b.name ? -1 : 1);

/** What a person's copy holds, in the order in which it stands there. */
export const copiedEntities: readonly Entity[] = entities
  .filter(({ about, onExport }) => (about === 'person' || about === 'client') && onExport === 'whole')
  .toSorted(byName);

/** What somebody can have written about somebody else: a coach’s notes are about the client, and the coach’s work as well. */
export const authoredEntities: readonly Entity[] = copiedEntities.filter(
  ({ about, fields }) => about === 'client' && 'authorId' in fields && fields.authorId?.protection === 'bound',
);

const ofNobody = 'It is about no person.';

/** What it does not hold, and why. */
export const leftOut = (): { readonly entity: string; readonly why: string }[] =>
  entities
    .filter((entity) => !copiedEntities.includes(entity))
    .toSorted(byName)
    .map(({ name, onExport }) => ({ entity: name, why: onExport === 'whole' ? ofNobody : onExport.leftOut }));

const concernsOthers = ({ fields }: Entity): string[] =>
  Object.entries(fields).flatMap(([name, field]) => (field.concernsOthers ? [name] : []));

/** Fields that tell of somebody else, and so stand in nobody else's copy. */
export const redacted = (): { readonly entity: string; readonly field: string; readonly why: string }[] =>
  copiedEntities.flatMap((entity) =>
    concernsOthers(entity).map((field) => ({ entity: entity.name, field, why: 'It tells of somebody else.' })),
  );

/** Whether a copy holds everything that the record has, so that the record can be made from it again. */
export const isFaithful = (entity: Entity): boolean => concernsOthers(entity).length === 0;

/** The ids that place a record. */
export const idNames = ({ key }: Entity): string[] =>
  [...`${key.pk}|${key.sk}`.matchAll(/\{(\w+)\}/g)].map(([, id]) => id ?? '');

const shownFields = (entity: Entity): string[] => {
  const hidden = concernsOthers(entity);
  return Object.keys(entity.fields).filter((name) => !hidden.includes(name));
};

/** The members of a record in a copy, in the order of its columns. */
export const columnsOf = (entity: Entity): string[] => [
  ...new Set([...idNames(entity), ...shownFields(entity), 'version', 'createdAt', 'updatedAt']),
];

/** What a record of an entity looks like in a copy. */
export function copySchema(entity: Entity) {
  const shape = shapeOf(entity.fields) as Readonly<Record<string, z.ZodMiniType>>;
  const fields = Object.fromEntries(shownFields(entity).map((name) => [name, shape[name] as z.ZodMiniType]));
  const ids = Object.fromEntries(idNames(entity).map((name) => [name, z.string()]));
  const times = { version: z.int(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() };
  return z.strictObject({ ...fields, ...ids, ...times });
}

/** A record as the copy shows it: ids, fields that concern nobody else, version and times. */
export function copyOf({
  entity,
  ids,
  values,
  version,
  createdAt,
  updatedAt,
}: Copied): Readonly<Record<string, unknown>> {
  const shown = Object.fromEntries(shownFields(entity).map((name) => [name, values[name]]));
  const times = { createdAt: new Date(createdAt).toISOString(), updatedAt: new Date(updatedAt).toISOString() };
  return { ...shown, ...ids, version, ...times };
}
