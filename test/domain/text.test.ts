import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { email, instant, line, locale, sha256, text, timeZone } from '#/domain/text.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('text that people write', () => {
  it('is kept in one normal form, whatever keyboard it came from', () => {
    expect(text(20).parse('Zoe\u0308')).toBe('Zo\u00eb');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (value) => {
        const result = text(2_000).safeParse(value);
        if (result.success) expect(result.data).toBe(value.normalize('NFC'));
      }),
    );
  });

  it('holds line breaks and tabs, and no control characters, lone surrogates or noncharacters', () => {
    expect(accepts(text(20), 'one\n\ttwo\r\n')).toBe(true);
    const odd = [
      '\u0000',
      '\u0007',
      '\u000b',
      '\u001b',
      '\u007f',
      '\u0085',
      '\u009f',
      '\ud800',
      '\udc00',
      '\ufffe',
      '\uffff',
    ];
    for (const character of odd) expect(accepts(text(20), `a${character}b`), JSON.stringify(character)).toBe(false);
    expect(accepts(text(20), '👩‍🚀 ‏שלום ‏مرحبا')).toBe(true);
  });

  it('has its length limits to the unit', () => {
    expect(accepts(text(5), '12345')).toBe(true);
    expect(accepts(text(5), '123456')).toBe(false);
    expect(accepts(text(5), '')).toBe(false);
    for (const value of [undefined, null, 5, [], {}, true]) expect(accepts(text(5), value)).toBe(false);
  });

  it('of one line holds no line break', () => {
    for (const value of ['a\nb', 'a\rb', 'a\tb']) expect(accepts(line(20), value)).toBe(false);
    expect(accepts(line(20), 'Leading with calm')).toBe(true);
  });
});

describe('words with a form', () => {
  it.each([
    [
      'e-mail',
      email(),
      ['kim@example.com', ' KIM@Example.com '],
      ['kim', 'kim@', '@example.com', 'a b@example.com', ''],
    ],
    [
      'time',
      instant(),
      ['2026-11-21T09:30:00Z', '2026-11-21T09:30:00.123Z'],
      ['2026-11-21', '2026-11-21T09:30:00+01:00', '2026-02-30T00:00:00Z', 'now'],
    ],
    ['time zone', timeZone(), ['Europe/Berlin', 'UTC'], ['Europe/Atlantis', '', 'x'.repeat(65)]],
    ['locale', locale(), ['en', 'pt-BR'], ['', 'not a locale', 'x']],
    ['hash', sha256(), ['0'.repeat(64)], ['0'.repeat(63), 'G'.repeat(64), 'A'.repeat(64)]],
  ] as const)('%s', (_, schema, good, bad) => {
    for (const value of good) expect(accepts(schema, value), value).toBe(true);
    for (const value of bad) expect(accepts(schema, value), value).toBe(false);
  });

  it('an address has one spelling', () => {
    expect(email().parse(' KIM@Example.com ')).toBe('kim@example.com');
  });
});
