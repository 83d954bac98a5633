import { expect, it } from 'vitest';
import { compileFilter } from '#/local/logs/filter-pattern.ts';

const LINE = '{"route":"GET /me","status":503,"person":{"role":"coach"},"cold":true}';

it.each([
  ['', true],
  ['route', true],
  ['ROUTE', false],
  ['route status', true],
  ['route missing', false],
  ['"GET /me"', true],
  ['-missing', true],
  ['route -status', false],
  ['?missing ?status', true],
  ['?missing ?absent', false],
  ['{ $.route = "GET /me" }', true],
  ['{ $.route = "GET /you" }', false],
  ['{ $.status = 503 }', true],
  ['{ $.status = "503" }', false],
  ['{ $.status != 200 }', true],
  ['{ $.absent != 200 }', false],
  ['{ $.person.role = coach }', true],
  ['{ $.route = "GET /me" && $.person.role = "client" }', false],
])('matches the pattern %j: %j', (pattern, expected) => {
  expect(compileFilter(pattern)(LINE)).toBe(expected);
});

it('matches no JSON pattern on a line that is no JSON', () => {
  expect(compileFilter('{ $.route = "x" }')('plain route line')).toBe(false);
});

it.each(['[a, b]', '{ $.a = 1 || $.b = 2 }', '{ a = 1 }', '%regex%', '"open', '{ $.a[0] = 1 }'])(
  'refuses the pattern %j and says what there is',
  (pattern) => {
    expect(() => compileFilter(pattern)).toThrow(/Invalid filter pattern: .* plain terms .* &&/);
  },
);
