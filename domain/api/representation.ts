import * as z from 'zod/mini';
import { type Entity, type Fields, type ShapeOf, shapeOf } from '#/domain/data-map/entity.ts';
import { once } from '#/domain/once.ts';

/** What every representation carries besides its own fields. */
const common = once(() => ({
  /** Counts up with every change; the ETag. */
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The operator's functions can read it while they serve a request. Nothing claims to be end-to-end that is not. */
  contentClass: z.literal('server_readable'),
  retention: z.strictObject({
    /** The rule, in words. */
    policy: z.string(),
    /** The moment it will be deleted; null while what starts the period has not happened. */
    deleteAfter: z.nullable(z.iso.datetime()),
  }),
}));

type Ids<Names extends string> = { readonly [N in Names]: z.ZodMiniString };
type RepresentationShape<F extends Fields, Names extends string, Hidden extends keyof F> = Omit<ShapeOf<F>, Hidden> &
  Ids<Names> &
  ReturnType<typeof common>;

/** The answer schema of an entity: its ids, its fields of the data map less the hidden ones, and the common part. */
export function representation<F extends Fields, const Names extends string, const Hidden extends keyof F = never>(
  of: Entity<string, F>,
  ids: readonly Names[],
  hidden: readonly Hidden[] = [],
) {
  const fields = Object.fromEntries(
    Object.entries(shapeOf(of.fields)).filter(([name]) => !(hidden as readonly string[]).includes(name)),
  );
  const named = Object.fromEntries(ids.map((name) => [name, z.string()]));
  return z.strictObject({ ...named, ...fields, ...common() } as unknown as RepresentationShape<F, Names, Hidden>);
}

/** A body made of fields of the data map; those named in `optional` may be left out. */
export const bodyOf = <F extends Fields, const K extends keyof F & string>(
  of: Entity<string, F>,
  names: readonly K[],
) => z.strictObject(Object.fromEntries(names.map((name) => [name, of.fields[name]?.schema])) as Pick<ShapeOf<F>, K>);

/** A PATCH body: any of the named fields, at least one. */
export const changesOf = <F extends Fields, const K extends keyof F & string>(
  of: Entity<string, F>,
  names: readonly K[],
) =>
  z
    .strictObject(
      Object.fromEntries(names.map((name) => [name, z.optional(of.fields[name]?.schema as z.ZodMiniType)])) as {
        [N in K]: z.ZodMiniOptional<F[N]['schema']>;
      },
    )
    .check(z.refine((body) => Object.keys(body).length > 0, `must change at least one of ${names.join(', ')}`));
