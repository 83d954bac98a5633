import { engagement } from '#/domain/data-map/entities/directory.ts';
import { type Entity, type KeyTemplate, rowKey } from '#/domain/data-map/entity.ts';
import { entities } from '#/domain/data-map/map.ts';
import type { StoreName } from '#/domain/data-map/stores.ts';
import type { FoundRow } from './errand.ts';
import { idsIn } from './records.ts';
import { getTogether, listRows, type Row, type RowRef } from './rows.ts';
import type { Vault } from './vault.ts';

/** A partition that holds rows about a person. */
export type Partition = { readonly store: StoreName; readonly pk: string };

const pageSize = 100;
const byName = new Map(entities.map((entity) => [entity.name, entity]));

/** Every row below a prefix, page by page, so that memory does not grow with the person. */
export async function* rowsBelow(
  vault: Vault,
  { store, pk }: Partition,
  prefix = '',
  after?: string,
): AsyncGenerator<readonly Row[]> {
  let next = after;
  do {
    const page = await listRows(vault.tables, { store, pk, prefix, limit: pageSize, after: next });
    if (page.rows.length > 0) yield page.rows;
    next = page.next;
  } while (next);
}

/** Engagements that are about this person: those they are the client of. */
export async function engagementsAbout(vault: Vault, personId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of rowsBelow(vault, { store: engagement.store, pk: `person#${personId}` }, 'engagement#')) {
    const own = page.filter(({ subject }) => subject === personId);
    found.push(...own.map(({ sk }) => sk.slice('engagement#'.length)));
  }
  return found;
}

/** An engagement that somebody coaches, and whose it is. */
export type Coached = { readonly engagementId: string; readonly clientId: string };

/** Engagements that this person coaches or coached. */
export async function engagementsCoached(vault: Vault, personId: string): Promise<Coached[]> {
  const found: Coached[] = [];
  for await (const page of rowsBelow(vault, { store: engagement.store, pk: `person#${personId}` }, 'engagement#')) {
    const others = page.filter(({ subject }) => subject !== undefined && subject !== personId);
    found.push(
      ...others.map(({ sk, subject = '' }) => ({ engagementId: sk.slice('engagement#'.length), clientId: subject })),
    );
  }
  return found;
}

/** Names that a partition key may have for the person; the epoch’s is a scope. */
const personNames: readonly (string | undefined)[] = ['personId', 'subjectId', 'scope', 'coachId', 'clientId'];

/** The partitions of one template: of the record itself, or of the pointers that lead to it. */
export function partitionsOf({ pk }: KeyTemplate, personId: string, engagementIds: readonly string[]): string[] {
  const [, name] = /\{(\w+)\}/.exec(pk) ?? [];
  const fill = (id: string) => pk.replace(`{${name}}`, id).replace('{copy}', '0');
  if (name === 'engagementId') return engagementIds.map(fill);
  return personNames.includes(name) ? [fill(personId)] : [];
}

/**
 * Every partition that holds rows about a person, from the key templates of the data map: an entity that is about a person
 * and stands anywhere else needs a pointer there, which a test asks for.
 */
const isOfPerson = ({ pk }: KeyTemplate): boolean => partitionsOf({ pk, sk: '' }, '-', ['-']).length > 0;

/**
 * The entity that a row counts for: its own, and for a pointer the one it leads to, where that stands in no partition of the
 * person's.
 */
export function countsFor(entityName: string): Entity | undefined {
  const entity = byName.get(entityName);
  if (entity) return entity;
  const pointedTo = byName.get(entityName.replace(/_pointer$/, ''));
  return pointedTo && !isOfPerson(pointedTo.key) ? pointedTo : undefined;
}

export function partitionsAbout(personId: string, engagementIds: readonly string[]): Partition[] {
  const all = entities
    .filter(({ about }) => about === 'person' || about === 'client')
    .flatMap(({ store, key, pointers = [] }) =>
      [key, ...pointers].flatMap((template) =>
        partitionsOf(template, personId, engagementIds).map((pk): Partition => ({ store, pk })),
      ),
    );
  return [...new Map(all.map((partition) => [`${partition.store}|${partition.pk}`, partition])).values()];
}

/** A row with its entity; undefined for a pointer. */
export function rowFound(row: Row): FoundRow | undefined {
  const entity = byName.get(row.entity);
  return entity && { entity, row };
}

/** Where the record stands that a pointer row leads to. */
function targetOf(row: Row): { readonly entity: Entity; readonly ref: RowRef } | undefined {
  const entity = row.entity.endsWith('_pointer') ? byName.get(row.entity.slice(0, -'_pointer'.length)) : undefined;
  for (const template of entity?.pointers ?? []) {
    const ids = idsIn(template, row);
    if (entity && Object.keys(ids).length > 0)
      return { entity, ref: { store: entity.store, ...rowKey(entity.key, ids) } };
  }
  return undefined;
}

/** A pointer with the place that it leads to, and the record that stands there, if any does. */
export type PointedTo = {
  readonly pointer: Row;
  readonly entity: Entity;
  readonly target: RowRef;
  readonly row: Row | undefined;
};

/** The pointers among these rows, with what they lead to. */
export async function pointersIn(vault: Vault, rows: readonly Row[]): Promise<PointedTo[]> {
  const targets = rows.flatMap((pointer) => {
    const target = targetOf(pointer);
    return target ? [{ pointer, entity: target.entity, target: target.ref }] : [];
  });
  const found = await getTogether(
    vault.tables,
    targets.map(({ target }) => target),
  );
  return targets.map((one) => ({ ...one, row: found.get(one.target) }));
}

/** The records that the pointers among these rows lead to, less those that are gone. */
export const rowsPointedTo = async (vault: Vault, rows: readonly Row[]): Promise<FoundRow[]> =>
  (await pointersIn(vault, rows)).flatMap(({ entity, row }) => (row ? [{ entity, row }] : []));
