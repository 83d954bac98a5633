import * as z from 'zod/mini';

/**
 * C0 and C1 control characters (tab and line breaks are text), noncharacters, and the replacement character: API Gateway
 * puts it where a body was not UTF-8, and a text with holes must not be kept as if it were whole.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd-\uffff]/;

/** Lone surrogates are looked for by the engine: a class of them in an expression costs every cold start a millisecond. */
const isPrintable = (value: string): boolean => value.isWellFormed() && !unprintable.test(value);

/** Text that people write: NFC-normalised, no control characters, at most `max` characters (code points). */
export const text = (max: number, min = 1) =>
  z
    .string()
    .check(
      z.normalize('NFC'),
      z.minLength(min, `must have at least ${min} character${min === 1 ? '' : 's'}`),
      z.maxLength(max, `must have at most ${max} characters`),
      z.refine(isPrintable, 'must be UTF-8 without control characters, lone surrogates and U+FFFD'),
    );

/** One line of text: a name or a title. */
export const line = (max: number) => text(max).check(z.refine((value) => !/[\r\n\t]/.test(value), 'must be one line'));

export const email = () =>
  z
    .string()
    .check(z.trim(), z.toLowerCase(), z.maxLength(254), z.email('must be an e-mail address, such as kim@example.com'));

/** RFC 3339 in UTC, to the millisecond at most. */
export const instant = () => z.iso.datetime({ error: 'must be an RFC 3339 time in UTC, such as 2026-11-21T09:30:00Z' });

const knownTimeZone = (value: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
};
export const timeZone = () =>
  z.string().check(z.maxLength(64), z.refine(knownTimeZone, 'must be an IANA time zone, such as Europe/Berlin'));

const knownLocale = (value: string): boolean => {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
};
export const locale = () =>
  z.string().check(z.maxLength(35), z.refine(knownLocale, 'must be a BCP 47 language tag, such as en or pt-BR'));

export const sha256 = () => z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex'));
