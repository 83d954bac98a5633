import type * as z from 'zod/mini';

type Definition = {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { _zod: { def: { check: string; format?: string } } }[];
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly catchall?: z.ZodMiniType;
  readonly keyType?: z.ZodMiniType;
  readonly valueType?: z.ZodMiniType;
};

const definitionOf = (schema: z.ZodMiniType): Definition => schema._zod.def as unknown as Definition;

/** The schemas that values are finally checked by: those inside optionals, nullables, unions, lists, records and strict objects. */
function leavesOf(schema: z.ZodMiniType): z.ZodMiniType[] {
  const { innerType, element, options, shape, catchall, keyType, valueType } = definitionOf(schema);
  const isStrict = catchall !== undefined && definitionOf(catchall).type === 'never';
  const inner = [
    innerType,
    element,
    keyType,
    valueType,
    ...(options ?? []),
    ...(isStrict ? Object.values(shape ?? {}) : []),
  ].filter((each) => each !== undefined);
  return inner.length > 0 ? inner.flatMap(leavesOf) : [schema];
}

const hasFormat = ({ format, checks = [] }: Definition): boolean =>
  format !== undefined || checks.some(({ _zod: { def } }) => def.check === 'string_format');

const closed = new Set(['enum', 'literal', 'number', 'int', 'boolean', 'bigint', 'date', 'custom']);

/** Why a schema lets somebody's own words through, or undefined when it does not. */
export function freeTextIn(schema: z.ZodMiniType): string | undefined {
  for (const leaf of leavesOf(schema)) {
    const definition = definitionOf(leaf);
    if (closed.has(definition.type)) continue;
    if (definition.type !== 'string') return `a ${definition.type} can hold anything`;
    if (!hasFormat(definition)) return 'a string without a pattern, a format or a list of values';
  }
  return undefined;
}
