import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, blockableRange, overlap, type Range } from '#/lambdas/containment/ranges.ts';

const prefixes = fc.integer({ min: 1, max: 32 });
/** A range of IPv4 without bits beyond its prefix. */
const ranges = fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefixes).map(([address, prefix]) => {
  const network = Number((BigInt(address) >> BigInt(32 - prefix)) << BigInt(32 - prefix));
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256);
  return { text: `${octets.join('.')}/${prefix}`, network, prefix };
});
const read = (text: string): Range => {
  const range = anyRange(text);
  if (!range) throw new Error(`${text} is no range`);
  return range;
};

describe('ranges of addresses', () => {
  it('IR3: every range of IPv4 is read as it stands, and can be blocked from /16 on', () => {
    fc.assert(
      fc.property(ranges, ({ text, prefix }) => {
        expect(anyRange(text)?.text).toBe(text);
        expect(blockableRange(text) !== undefined).toBe(prefix >= 16);
      }),
    );
  });

  it('IR3: two ranges overlap exactly when the narrower one begins in the wider', () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        const [wide, narrow] = one.prefix <= other.prefix ? [one, other] : [other, one];
        const list = new BlockList();
        list.addSubnet(wide.text.split('/')[0] ?? '', wide.prefix);
        const shares = list.check(narrow.text.split('/')[0] ?? '');
        expect(overlap(read(one.text), read(other.text))).toBe(shares);
        expect(overlap(read(other.text), read(one.text))).toBe(shares);
      }),
    );
  });

  it.each([
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:DB8:0:0:0:0:0:0/48', '2001:db8::/48'],
    ['2001:db8::7/128', '2001:db8::7/128'],
  ])('IR3: %s is %s', (text, spelt) => expect(blockableRange(text)?.text).toBe(spelt));

  it.each([
    '203.0.113.7',
    '203.0.113.7/24',
    '203.0.113.0/33',
    '203.0.113.0/-1',
    '203.0.113.0/24/24',
    '203.0/16',
    '0xcb007100/24',
    '2001:db8::/31',
    '2001:db8::7/64',
    '::ffff:203.0.113.0/24',
    'everybody',
    '',
  ])('IR3: nothing is blocked for "%s"', (text) => expect(blockableRange(text)).toBeUndefined());
});
