import * as z from 'zod/mini';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema as JSON Schema 2020-12. `input` is what a caller sends, `output` what it gets. */
export function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  return rest;
}

/** Named schemas of a document. A schema that several routes share appears once, under the name of the first. */
export function schemaRegistry() {
  const names = new Map<z.ZodMiniType, string>();
  const schemas: Record<string, JsonSchema> = {};
  return {
    schemas,
    /** A reference to the schema, which is added under the name when it is new. */
    reference(schema: z.ZodMiniType, name: string, io: 'input' | 'output'): JsonSchema {
      const known = names.get(schema);
      if (known) return { $ref: `#/components/schemas/${known}` };
      names.set(schema, name);
      schemas[name] = jsonSchema(schema, io);
      return { $ref: `#/components/schemas/${name}` };
    },
  };
}

export type SchemaRegistry = ReturnType<typeof schemaRegistry>;

/** RFC 9457, as every refusal of this API has it. */
export const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'mend'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Which problem it is; stable.' },
    title: { type: 'string', description: 'What is wrong.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What exactly is wrong.' },
    mend: { type: 'string', description: 'What to do about it.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'problem'],
        properties: { field: { type: 'string' }, problem: { type: 'string' } },
      },
    },
    door: { type: 'string', format: 'uri', description: 'Where the request belongs.' },
    instance: { type: 'string', format: 'uri', description: 'The request, for the request log.' },
  },
};
