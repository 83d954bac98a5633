import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '#/domain/proof/json-fault.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('what is wrong with a text that is not JSON', () => {
  it.each([
    ['', 'It ends at character 0, before it is complete JSON.'],
    ['{"a":1', 'It ends at character 6, before it is complete JSON.'],
    ['{"a":x}', 'It is not JSON from character 6 on.'],
    ['{"a":1,}', 'It is not JSON from character 8 on.'],
    ['[1 2]', 'It is not JSON from character 4 on.'],
    ['["a]', 'It is not JSON from character 2 on.'],
    ['{"a"}', 'It is not JSON from character 5 on.'],
    ['[1}', 'It is not JSON from character 3 on.'],
    ['{} {}', 'It is not JSON from character 4 on: it was complete before.'],
    [`${'['.repeat(100)}${']'.repeat(100)}`, 'It is nested more than 64 levels deep at character 65.'],
  ])('%s', (text, fault) => {
    expect(jsonFault(text)).toBe(fault);
  });

  it('finds a fault exactly where JSON.parse does, in any text and in any JSON with one character changed', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\\\ \\n0-1.eE+tfu/a'.split('')), maxLength: 12 });
    const broken = fc
      .tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom(...'{}[]:,"\\\\ 0-'.split('')))
      .map(([json, at, character]) => json.slice(0, at % json.length) + character + json.slice((at % json.length) + 1));
    fc.assert(
      fc.property(fc.oneof(anyText, broken, fc.json({ maxDepth: 4 })), (text) => {
        expect([text, jsonFault(text) === undefined]).toEqual([text, isJson(text)]);
      }),
      { numRuns: 2_000 },
    );
  });
});
