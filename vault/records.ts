import type { CipherKey } from 'node:crypto';
import {
  type Entity,
  fieldNames,
  type IdsOf,
  isSealed,
  type KeyTemplate,
  type RowKey,
  rowKey,
  type ValuesOf,
} from '#/domain/data-map/entity.ts';
import { expiryOf, ttlOf } from '#/domain/data-map/expiry.ts';
import type { Row, RowRef } from './rows.ts';
import { open, type Place, SealBroken, seal } from './sealing.ts';

/** A record as the rest of the code sees it: opened, with its ids and its version. */
export type OpenRecord<E extends Entity = Entity> = {
  readonly entity: E;
  readonly ids: IdsOf<E>;
  readonly subject: string;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly values: ValuesOf<E>;
};

/** The key of one subject for one purpose, ready for use in this request. */
export type ReadyKey = { readonly keyId: string; readonly key: CipherKey };

export const refOf = <E extends Entity>(entity: E, ids: IdsOf<E>): RowRef => ({
  store: entity.store,
  ...rowKey(entity.key, ids),
});

const namesIn = ({ pk, sk }: KeyTemplate): string[] =>
  [...`${pk}#${sk}`.matchAll(/\{(\w+)\}/g)].map(([, id = '']) => id);

/**
 * The rows that let a record be found from another side; `ids` are the record's own and its fields'. Where an optional field
 * is not there, neither is the row that it would name.
 */
export const pointerRows = ({ store, pointers = [], fields }: Entity, ids: object): RowRef[] => {
  const known = ids as Readonly<Record<string, string | undefined>>;
  return pointers
    .filter((template) => namesIn(template).every((name) => !(name in fields) || known[name] !== undefined))
    .map((template) => ({ store, ...rowKey(template, known as Readonly<Record<string, string>>) }));
};

type Facts = Pick<Row, 'version' | 'createdAt' | 'updatedAt' | 'fields'> & { readonly subject: string };

function placeOf(instance: string, entity: Entity, ref: RowRef, keyId: string, facts: Facts): Place {
  return {
    instance,
    store: entity.store,
    entity: entity.name,
    id: `${ref.pk}|${ref.sk}`,
    subject: facts.subject,
    purpose: entity.purpose,
    keyId,
    version: facts.version,
    bound: [
      // The times decide over retention and over what a batch may have seen, so they cannot be moved either.
      ['createdAt', facts.createdAt],
      ['updatedAt', facts.updatedAt],
      ...fieldNames(entity, 'bound').map((name) => [name, facts.fields[name]] as const),
    ],
  };
}

const pick = (values: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => names.includes(name) && value !== undefined));

/** Splits a record into what its row shows and what its envelope hides. `key` is needed where the entity is sealed. */
export function toRow<E extends Entity>(instance: string, record: OpenRecord<E>, key: ReadyKey | undefined): Row {
  const { entity, version, createdAt, updatedAt, subject, values } = record;
  const ref = refOf(entity, record.ids);
  const hidden = fieldNames(entity, 'sealed');
  const fields = pick(
    values as object,
    Object.keys(entity.fields).filter((name) => !hidden.includes(name)),
  );
  const expiry = expiryOf(entity, { createdAt });
  const row = { pk: ref.pk, sk: ref.sk, entity: entity.name, version, createdAt, updatedAt, subject, fields };
  const kept = expiry === undefined ? row : { ...row, ttl: ttlOf(entity, expiry) };
  if (!isSealed(entity)) return kept;
  if (!key) throw new TypeError(`A ${entity.name} cannot be written without its subject's key.`);
  const plaintext = Buffer.from(JSON.stringify(pick(values as object, hidden)));
  const place = placeOf(instance, entity, ref, key.keyId, { version, createdAt, updatedAt, subject, fields });
  return { ...kept, keyId: key.keyId, sealed: seal(key.key, plaintext, place) };
}

const patterns = new Map<string, RegExp>();
function patternOf(template: string): RegExp {
  const pattern =
    patterns.get(template) ??
    new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^#]+)`)}$`);
  patterns.set(template, pattern);
  return pattern;
}

/** The ids that place a row, read back from its key. */
export const idsIn = (template: KeyTemplate, { pk, sk }: RowKey): Readonly<Record<string, string>> => ({
  ...patternOf(template.pk).exec(pk)?.groups,
  ...patternOf(template.sk).exec(sk)?.groups,
});

/**
 * Opens a row.
 * @throws SealBroken when the envelope was sealed for another place, version, subject or `bound` value, or when a value
 * that the seal does not cover stands beside it
 */
export function fromRow<E extends Entity>(
  instance: string,
  entity: E,
  row: Row,
  key: ReadyKey | undefined,
): OpenRecord<E> {
  const { pk, sk, version, createdAt, updatedAt, subject = '', fields } = row;
  const readable = { entity, ids: idsIn(entity.key, row) as IdsOf<E>, subject, version, createdAt, updatedAt };
  if (!isSealed(entity)) return { ...readable, values: fields as ValuesOf<E> };
  if (!key || !row.sealed) throw new TypeError(`A ${entity.name} cannot be opened without its subject's key.`);
  // What is readable and not part of the seal was put there by somebody else.
  const names = fieldNames(entity, 'bound');
  if (Object.keys(fields).some((name) => !names.includes(name))) throw new SealBroken();
  const facts = { version, createdAt, updatedAt, subject, fields };
  const place = placeOf(instance, entity, { store: entity.store, pk, sk }, key.keyId, facts);
  const hidden = JSON.parse(open(key.key, row.sealed, place).toString()) as object;
  return { ...readable, values: { ...fields, ...hidden } as ValuesOf<E> };
}
