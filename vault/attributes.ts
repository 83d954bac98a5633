import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/**
 * Rows as DynamoDB's attribute values and back, for the few types that rows have. The SDK's own converter also knows sets,
 * big numbers and classes, and asks for each value; a page of a list has hundreds of them.
 */
export type Item = Record<string, AttributeValue>;

/** @throws TypeError for what no row may hold; its message names the type, never the value */
function attributeOf(value: unknown): AttributeValue {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'boolean':
      return { BOOL: value };
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('A row cannot hold a number that is none.');
      return { N: String(value) };
    case 'object':
      if (value === null) return { NULL: true };
      if (value instanceof Uint8Array) return { B: value };
      if (Array.isArray(value)) return { L: value.map(attributeOf) };
      if (isPlain(value)) return { M: toItem(value) };
      throw new TypeError(`A row cannot hold a ${value.constructor?.name}.`);
    default:
      throw new TypeError(`A row cannot hold a ${typeof value}.`);
  }
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** A row as an item; fields that are undefined are left out. */
export function toItem(row: object): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(row)) if (value !== undefined) item[name] = attributeOf(value);
  return item;
}

/** @throws TypeError for a type that we never write */
function contentOf(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.M !== undefined) return rowOf(attribute.M);
  if (attribute.B !== undefined) return attribute.B;
  if (attribute.L !== undefined) return attribute.L.map(contentOf);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  throw new TypeError(`Rows hold no attribute of the type ${Object.keys(attribute)}.`);
}

export function rowOf(item: Item): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const name in item) row[name] = contentOf(item[name] as AttributeValue);
  return row;
}
