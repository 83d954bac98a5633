import { describe, expect, it } from 'vitest';
import { isOneSpelling, isSignature, oneSpelling } from '#/domain/proof/es256.ts';
import { givenSigner } from '#/test/support/signed.ts';

const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** The other signature of the same text, which anybody can make: (r, n - s). */
function twinOf(signature: string): string {
  const hex = Buffer.from(signature, 'base64url').toString('hex');
  const s = (order - BigInt(`0x${hex.slice(64)}`)).toString(16).padStart(64, '0');
  return Buffer.from(hex.slice(0, 64) + s, 'hex').toString('base64url');
}

describe('an ES256 signature', () => {
  const signer = givenSigner();
  const signatures = Array.from({ length: 40 }, (_, index) => ({
    text: `${index}`,
    signature: signer.sign(`${index}`),
  }));

  it('has two spellings that both check, and one that counts', () => {
    for (const { text, signature } of signatures) {
      const twin = twinOf(signature);
      const checked = [signature, twin].map((spelling) => signer.checks.verify(signer.keyId, text, spelling));
      expect(checked).toEqual([true, true]);
      expect([signature, twin].filter(isOneSpelling)).toEqual([oneSpelling(signature)]);
      expect(oneSpelling(twin)).toBe(oneSpelling(signature));
    }
  });

  it('has no bits that mean nothing: its last character is one of four', () => {
    const [{ text, signature } = { text: '', signature: '' }] = signatures;
    const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .filter((character) => !'AQgw'.includes(character))
      .map((character) => signature.slice(0, -1) + character);
    for (const spelling of [...others, `${signature}=`, signature.slice(0, -1), ` ${signature}`, '']) {
      expect([isSignature(spelling), isOneSpelling(spelling)]).toEqual([false, false]);
      expect(signer.checks.verify(signer.keyId, text, spelling)).toBe(false);
      expect(() => oneSpelling(spelling)).toThrow(TypeError);
    }
  });
});
