import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf, toItem } from '#/vault/attributes.ts';

const name = fc.string().filter((text) => text !== '__proto__');
const { tree: value } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('tree')),
    fc.dictionary(name, tie('tree'), { noNullPrototype: true }),
  ),
}));
const row = fc.dictionary(name, value, { noNullPrototype: true });

describe('rows as attribute values', () => {
  it("writes what the SDK's own converter writes", () => {
    fc.assert(
      fc.property(row, (given) => {
        expect(toItem(given)).toEqual(marshall(given));
      }),
    );
  });

  it("reads what the SDK's own converter reads", () => {
    fc.assert(
      fc.property(row, (given) => {
        expect(rowOf(marshall(given))).toEqual(unmarshall(marshall(given)));
      }),
    );
  });

  it('leaves out what is undefined, at any depth', () => {
    expect(toItem({ a: undefined, b: { c: undefined, d: 1 } })).toEqual({ b: { M: { d: { N: '1' } } } });
  });

  it.each([[Number.NaN], [new Date(0)], [new Map()], [() => 1], [Symbol('x')], [1n]])('refuses %s', (odd) => {
    expect(() => toItem({ odd })).toThrow(TypeError);
  });

  it('refuses a type that no row has', () => {
    expect(() => rowOf({ names: { SS: ['secret'] } })).toThrow('Rows hold no attribute of the type SS.');
  });
});
