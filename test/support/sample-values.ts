import fc from 'fast-check';
import type * as z from 'zod/mini';

type Definition = {
  readonly type: string;
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly keyType?: z.ZodMiniType;
  readonly valueType?: z.ZodMiniType;
  readonly in?: z.ZodMiniType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly pattern?: RegExp } } }[];
};
const definitionOf = (schema: z.ZodMiniType): Definition => schema._zod.def as unknown as Definition;

/** Texts of the forms that the data map asks for; the first one that a schema takes is used. */
const texts = [
  'Ottilie said so.',
  '2026-11-21T09:30:00.000Z',
  '2026-11-21',
  'ottilie@people.example',
  'Europe/Berlin',
  'en',
  'https://tool.example/hook',
  '3f1b8b56-6d26-4f4e-9f43-0a2c5d1e7b11',
];
const numbers = [1, 5, 30, 60, 100, 1_795_298_440_000, 2026];
const ofPattern = (pattern: RegExp): string[] => fc.sample(fc.stringMatching(pattern), { numRuns: 20, seed: 7 });

function* strings(schema: z.ZodMiniType): Generator<unknown> {
  yield* texts;
  for (const { _zod } of definitionOf(schema).checks ?? []) if (_zod.def.pattern) yield* ofPattern(_zod.def.pattern);
}

/** Values that a schema may take, the likeliest first. */
function* candidates(schema: z.ZodMiniType): Generator<unknown> {
  const { type, innerType, element, options, shape, values, entries, ...rest } = definitionOf(schema);
  if (innerType) yield sampleOf(innerType);
  else if (type === 'string') yield* strings(schema);
  else if (type === 'number' || type === 'int') yield* numbers;
  else if (type === 'boolean') yield* [true, false];
  else if (type === 'literal') yield* values ?? [];
  else if (type === 'enum') yield* Object.values(entries ?? {});
  else if (type === 'array' && element) yield* [[sampleOf(element)], []];
  else if (type === 'union') yield* (options ?? []).map(sampleOf);
  else if (type === 'object') yield sampleShape(shape ?? {});
  else if (type === 'record' && rest.keyType && rest.valueType) {
    yield { [String(sampleOf(rest.keyType))]: sampleOf(rest.valueType) };
    yield {};
  } else if (type === 'pipe' && rest.in) yield sampleOf(rest.in);
  else if (type === 'custom') yield new Uint8Array([1, 2, 3]);
}

const sampleShape = (shape: Readonly<Record<string, z.ZodMiniType>>) =>
  Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, sampleOf(field)]));

/** A value that a schema takes. @throws Error when none of those that are known will do */
export function sampleOf(schema: z.ZodMiniType): unknown {
  for (const value of candidates(schema)) if (schema.safeParse(value).success) return value;
  throw new Error(`No value is known for a ${definitionOf(schema).type}; add one to test/support/sample-values.ts.`);
}
