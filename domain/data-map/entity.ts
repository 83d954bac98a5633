import type * as z from 'zod/mini';
import { once } from '#/domain/once.ts';
import type { BucketName } from './buckets.ts';
import type { Category } from './categories.ts';
import type { Purpose } from './purposes.ts';
import type { Retention } from './retention.ts';
import type { StoreName } from './stores.ts';

/**
 * How a field is kept:
 * - `sealed`: inside the encrypted envelope, unreadable without the subject's key.
 * - `bound`: readable in the table, but part of the seal: a flipped value makes the record fail to open.
 * - `plain`: readable, in records that are not sealed at all (ids, states, wrapped keys).
 */
export type Protection = 'sealed' | 'bound' | 'plain';

export type Field<Schema extends z.ZodMiniType = z.ZodMiniType, P extends Protection = Protection> = {
  readonly schema: Schema;
  readonly protection: P;
  readonly category: Category;
  /** Why it is collected, in the words of the privacy notice and of the API document. */
  readonly why: string;
  /** It tells about somebody else than the record is about: left out of the subject’s copy. */
  readonly concernsOthers?: true;
};
export type Fields = Readonly<Record<string, Field>>;

/** Schemas are made when somebody asks for them: a function that starts needs a few, and there are hundreds. */
const fieldOf =
  <P extends Protection>(protection: P) =>
  <S extends z.ZodMiniType>(
    makeSchema: () => S,
    category: Category,
    why: string,
    flags: { readonly concernsOthers?: true } = {},
  ): Field<S, P> => {
    const schema = once(makeSchema);
    return {
      get schema() {
        return schema();
      },
      protection,
      category,
      why,
      ...flags,
    };
  };

export const sealed = fieldOf('sealed');
export const bound = fieldOf('bound');
export const plain = fieldOf('plain');

/** Whose data it is: whose key seals it and whose rights reach it. `client` is the client of the engagement. */
type About = 'person' | 'client' | 'organization' | 'instance';

/** Where a row stands. `{...}` are ids; the last one of the sort key tells rows of one list apart. */
export type KeyTemplate = { readonly pk: string; readonly sk: string };

/**
 * What the copy that a person gets of their data holds of it: `whole` (less the fields that concern others), or nothing and
 * the reason that the copy states.
 */
type OnExport = 'whole' | { readonly leftOut: string };
/**
 * What erasing the person does to it: `delete`, or nothing and the reason that the certificate states. What stays holds ids
 * only, until its retention ends.
 */
type OnErasure = 'delete' | { readonly stays: string };

type Definition<F extends Fields, K extends KeyTemplate> = {
  readonly store: StoreName;
  readonly about: About;
  readonly purpose: Purpose;
  readonly retention: Retention;
  readonly onExport: OnExport;
  readonly onErasure: OnErasure;
  readonly key: K;
  /** Rows that hold only ids, so that the record is found from another side: written and deleted with it. */
  readonly pointers?: readonly KeyTemplate[];
  readonly fields: F;
  /** Encrypted by the people themselves: we hold no key to it, and nobody of ours is ever let in. */
  readonly endToEnd?: true;
  /** What belongs to the record and is too large for its row: sealed objects, named by the record's own id. */
  readonly objects?: { readonly bucket: BucketName; readonly category: Category; readonly why: string };
};

export type Entity<
  N extends string = string,
  F extends Fields = Fields,
  K extends KeyTemplate = KeyTemplate,
> = Definition<F, K> & { readonly name: N };

/**
 * Declares an entity of the data map. Every field must come from `sealed`, `bound` or `plain`, and so has a category
 * and a reason: an unclassified field does not compile.
 */
export const entity = <const N extends string, F extends Fields, const K extends KeyTemplate>(
  name: N,
  definition: Definition<F, K>,
): Entity<N, F, K> => ({ name, ...definition });

type IdNames<T extends string> = T extends `${string}{${infer Id}}${infer Rest}` ? Id | IdNames<Rest> : never;
/** The ids that place a row: those its key template names. */
export type IdsOf<E extends Entity> = Readonly<Record<IdNames<E['key']['pk'] | E['key']['sk']>, string>>;
/** The values of a record's fields. */
export type ValuesOf<E extends Entity> = z.output<z.ZodMiniObject<ShapeOf<E['fields']>>>;
export type ShapeOf<F extends Fields> = { readonly [K in keyof F]: F[K]['schema'] };

export const shapeOf = <F extends Fields>(fields: F): ShapeOf<F> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.schema])) as ShapeOf<F>;

export const fieldNames = (of: Entity, protection: Protection): string[] =>
  Object.entries(of.fields)
    .filter(([, field]) => field.protection === protection)
    .map(([name]) => name);

/** What kinds of data a record holds, in its fields and in its objects. */
export const categoriesOf = ({ fields, objects }: Entity): Category[] => [
  ...new Set([...Object.values(fields), ...(objects ? [objects] : [])].map(({ category }) => category)),
];

/** A record with any `sealed` or `bound` field is under one seal as a whole. */
export const isSealed = (of: Entity): boolean => Object.values(of.fields).some((field) => field.protection !== 'plain');

/** Templates taken apart: text and names of ids in turn. They are few, and every row of every request needs one. */
const partsOfTemplates = new Map<string, readonly string[]>();
function partsOf(template: string): readonly string[] {
  const parts = partsOfTemplates.get(template) ?? template.split(/\{(\w+)\}/);
  partsOfTemplates.set(template, parts);
  return parts;
}

const fill = (template: string, ids: Readonly<Record<string, string>>): string =>
  partsOf(template)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const id = ids[part];
      if (id === undefined || id === '' || id.includes('#'))
        throw new TypeError(`The key "${template}" needs a valid ${part}.`);
      return id;
    })
    .join('');

export type RowKey = { readonly pk: string; readonly sk: string };

export const rowKey = (template: KeyTemplate, ids: Readonly<Record<string, string>>): RowKey => ({
  pk: fill(template.pk, ids),
  sk: fill(template.sk, ids),
});

/**
 * Partition and sort-key prefix of all rows that share the ids given; the last id of the sort key is never one of them.
 * @throws TypeError for an id that reaches into another part, or that stands behind one which is missing: a list is never
 * wider than its caller believes
 */
export function listKey(template: KeyTemplate, ids: Readonly<Record<string, string>>): { pk: string; prefix: string } {
  const names = partsOf(template.sk).filter((_, index) => index % 2 === 1);
  const missing = names.findIndex((name) => ids[name] === undefined);
  if (missing >= 0 && names.slice(missing).some((name) => ids[name] !== undefined))
    throw new TypeError(`A list by "${template.sk}" needs ${names[missing]}: an id behind it is given.`);
  const open = missing < 0 ? names.length - 1 : missing;
  const prefix = template.sk.slice(0, template.sk.indexOf(`{${names[open]}}`));
  return { pk: fill(template.pk, ids), prefix: fill(prefix, ids) };
}
