/** Order of the group of P-256 (FIPS 186-5). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const length = 86;
const halfBits = 256n;
/** 64 bytes do not fill 86 base64url characters: the last four bits are zero, so that there is one spelling. */
const unusedBits = 4n;
const form = /^[A-Za-z0-9_-]{85}[AQgw]$/;

const numberIn = (text: string): bigint =>
  [...text].reduce((sum, digit) => (sum << 6n) | BigInt(digits.indexOf(digit)), 0n) >> unusedBits;

const textOf = (number: bigint): string =>
  Array.from({ length }, (_, index) => {
    const shift = BigInt(6 * (length - 1 - index));
    return digits[Number(((number << unusedBits) >> shift) & 63n)];
  }).join('');

function halves(signature: string): { r: bigint; s: bigint } {
  const number = numberIn(signature);
  return { r: number >> halfBits, s: BigInt.asUintN(Number(halfBits), number) };
}

/** Whether it looks like an ES256 signature: the 64 bytes r and s (IEEE P1363) as base64url without padding. */
export const isSignature = (text: string): boolean => form.test(text);

/** Whether an ES256 signature is the one of its two spellings that `oneSpelling` makes. */
export const isOneSpelling = (signature: string): boolean =>
  isSignature(signature) && halves(signature).s <= order / 2n;

/**
 * Who has a signature (r, s) can make a second one for the same text without the key: (r, n - s). Only the one with the
 * smaller s counts here, so that a document cannot be altered and stay valid.
 */
export function oneSpelling(signature: string): string {
  if (!isSignature(signature)) throw new TypeError('An ES256 signature is 64 bytes as base64url without padding.');
  const { r, s } = halves(signature);
  return s <= order / 2n ? signature : textOf((r << halfBits) | (order - s));
}
