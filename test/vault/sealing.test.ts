import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additionalData, envelopeOverhead, open, type Place, SealBroken, seal } from '#/vault/sealing.ts';

const key = randomBytes(32);
const place: Place = {
  instance: 'eu',
  store: 'coaching',
  entity: 'note',
  id: 'engagement#eu.engagement_A|note#eu.session_B#eu.note_C',
  subject: 'eu.person_D',
  purpose: 'coaching',
  keyId: 'key-1',
  version: 3,
  bound: [
    ['visibility', 'author'],
    ['authorId', 'eu.person_E'],
  ],
};

const text = fc.string({ unit: 'binary' });
const bytes = fc.uint8Array({ maxLength: 2_000 });
const boundValue = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(undefined), fc.array(text, { maxLength: 3 }));
const anyPlace: fc.Arbitrary<Place> = fc.record({
  instance: text,
  store: text,
  entity: text,
  id: text,
  subject: text,
  purpose: text,
  keyId: text,
  version: fc.nat(),
  bound: fc.array(fc.tuple(text, boundValue), { maxLength: 4 }),
});

const expectBroken = (opening: () => unknown): void => expect(opening).toThrow(SealBroken);

describe('EN7: where an envelope belongs', () => {
  it('is one place whatever order the members of a bound value come back in', () => {
    const bound = (value: unknown): Place => ({ ...place, bound: [['assessment', value]] });
    const written = bound({ id: 'VA-2026-001', until: '2027-11-01', score: 80 });
    const read = bound({ score: 80, id: 'VA-2026-001', until: '2027-11-01' });
    expect(additionalData(read).equals(additionalData(written))).toBe(true);
    const other = bound({ score: 81, id: 'VA-2026-001', until: '2027-11-01' });
    expect(additionalData(other).equals(additionalData(written))).toBe(false);
  });
});

describe('EN7: an envelope', () => {
  it('gives back what was sealed, at a cost of 29 bytes', () => {
    fc.assert(
      fc.property(bytes, anyPlace, fc.uint8Array({ minLength: 32, maxLength: 32 }), (content, anywhere, anyKey) => {
        const sealed = seal(anyKey, content, anywhere);
        expect(sealed.length - content.length).toBe(29);
        expect(new Uint8Array(open(anyKey, sealed, anywhere))).toEqual(new Uint8Array(content));
      }),
    );
    expect(envelopeOverhead).toBe(29);
  });

  it('never looks the same twice, and does not show its content', () => {
    const content = Buffer.from('Quarrels with Ottilie about the merger.');
    const sealed = Array.from({ length: 200 }, () => seal(key, content, place));
    expect(new Set(sealed.map((each) => each.subarray(1, 13).toString('hex'))).size).toBe(200);
    for (const each of sealed) expect(each.includes('Ottilie')).toBe(false);
  });

  it('does not open when any of its bytes was changed', () => {
    const sealed = seal(key, Buffer.from('She spoke up twice.'), place);
    for (let at = 0; at < sealed.length; at++)
      for (const flip of [1, 128, 255]) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expectBroken(() => open(key, changed, place));
      }
  });

  it('does not open when it was cut short or made longer', () => {
    const sealed = seal(key, Buffer.from('She spoke up twice.'), place);
    for (let length = 0; length < sealed.length; length++)
      expectBroken(() => open(key, sealed.subarray(0, length), place));
    expectBroken(() => open(key, Buffer.concat([sealed, Buffer.of(0)]), place));
  });

  it('does not open under another key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (other) => {
        fc.pre(!key.equals(other));
        expectBroken(() => open(other, seal(key, Buffer.from('x'), place), place));
      }),
    );
  });
});

describe('where an envelope belongs', () => {
  it.each<[string, Partial<Place>]>([
    ['instance', { instance: 'na' }],
    ['store', { store: 'directory' }],
    ['entity', { entity: 'message' }],
    ['record', { id: 'engagement#eu.engagement_A|note#eu.session_B#eu.note_X' }],
    ['subject', { subject: 'eu.person_X' }],
    ['purpose', { purpose: 'ai_insights' }],
    ['key id', { keyId: 'key-2' }],
    ['version', { version: 4 }],
  ])('it does not open as that of another %s', (_, changed) => {
    expectBroken(() => open(key, seal(key, Buffer.from('x'), place), { ...place, ...changed }));
  });

  it.each<[string, Place['bound']]>([
    [
      'flipped',
      [
        ['visibility', 'participants'],
        ['authorId', 'eu.person_E'],
      ],
    ],
    ['missing', [['visibility', 'author']]],
    [
      'undefined',
      [
        ['visibility', 'author'],
        ['authorId', undefined],
      ],
    ],
    ['added', [...place.bound, ['status', 'open']]],
    [
      'renamed',
      [
        ['visible', 'author'],
        ['authorId', 'eu.person_E'],
      ],
    ],
    [
      'exchanged',
      [
        ['visibility', 'eu.person_E'],
        ['authorId', 'author'],
      ],
    ],
    [
      'reordered',
      [
        ['authorId', 'eu.person_E'],
        ['visibility', 'author'],
      ],
    ],
  ])('it does not open with a bound field that was %s', (_, bound) => {
    expectBroken(() => open(key, seal(key, Buffer.from('x'), place), { ...place, bound }));
  });

  it('a number does not pass for the text of it, nor a list for its parts', () => {
    const pairs = [
      [1, '1'],
      [true, 'true'],
      [['a', 'b'], 'a,b'],
      [[], undefined],
      ['', undefined],
    ] as const;
    for (const [value, other] of pairs) {
      const sealed = seal(key, Buffer.from('x'), { ...place, bound: [['field', value]] });
      expectBroken(() => open(key, sealed, { ...place, bound: [['field', other]] }));
    }
  });

  it('no two places give the same additional data', () => {
    const canonical = ({ bound, ...rest }: Place) =>
      JSON.stringify([Object.entries(rest).sort(), bound.map(([name, value]) => [name, value === undefined, value])]);
    fc.assert(
      fc.property(anyPlace, anyPlace, (one, other) => {
        const isSame = canonical(one) === canonical(other);
        expect(additionalData(one).equals(additionalData(other))).toBe(isSame);
      }),
      { numRuns: 300 },
    );
    // Random places rarely differ by little: text is moved from the end of one part to the start of the next.
    fc.assert(
      fc.property(anyPlace, text.filter(Boolean), fc.nat({ max: 5 }), (anywhere, moved, index) => {
        const names = ['instance', 'store', 'entity', 'id', 'subject', 'purpose', 'keyId'] as const;
        const [from, to] = [names[index], names[index + 1]] as [(typeof names)[number], (typeof names)[number]];
        const one = { ...anywhere, [from]: `${anywhere[from]}${moved}` };
        const other = { ...anywhere, [to]: `${moved}${anywhere[to]}` };
        expect(additionalData(one).equals(additionalData(other))).toBe(false);
      }),
    );
  });
});
