import { createECDH, type KeyObject, randomBytes } from 'node:crypto';

/**
 * ECDSA over P-256 for a digest that the caller has computed (MessageType DIGEST). node:crypto always hashes by itself,
 * so only the two lines of modular arithmetic are here; every point is computed by OpenSSL. BigInt is not constant-time:
 * fit for the keys of one developer's machine, not for more.
 */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex') || '0'}`);
const toBytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const modulo = (value: bigint): bigint => ((value % ORDER) + ORDER) % ORDER;

function inverse(value: bigint): bigint {
  let [previous, current] = [ORDER, modulo(value)];
  let [previousFactor, factor] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  return modulo(previousFactor);
}

/** The x coordinate of `scalar` times the generator, modulo the order. */
function xOfMultiple(scalar: bigint): bigint {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(toBytes(scalar));
  return modulo(toNumber(curve.getPublicKey().subarray(1, 33)));
}

const secretOf = (privateKey: KeyObject): bigint =>
  toNumber(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

function derSignature(r: bigint, s: bigint): Buffer {
  const body = Buffer.concat([derInteger(r), derInteger(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

/** The two numbers of a signature, or undefined unless it is exactly the DER that encodes them. */
function parseSignature(der: Buffer): [r: bigint, s: bigint] | undefined {
  const rEnd = 4 + (der[3] ?? 0);
  const r = toNumber(der.subarray(4, rEnd));
  const s = toNumber(der.subarray(rEnd + 2));
  const inRange = [r, s].every((value) => value > 0n && value < ORDER);
  return inRange && derSignature(r, s).equals(der) ? [r, s] : undefined;
}

/** Signs a SHA-256 digest (32 bytes); the signature is DER, as KMS's. */
export function signDigest(privateKey: KeyObject, digest: Buffer): Buffer {
  for (;;) {
    const nonce = toNumber(randomBytes(32));
    if (nonce === 0n || nonce >= ORDER) continue;
    const r = xOfMultiple(nonce);
    const s = modulo(inverse(nonce) * (toNumber(digest) + r * secretOf(privateKey)));
    if (r !== 0n && s !== 0n) return derSignature(r, s);
  }
}

/** Verifies with the *private* key, which KMS has: (u1 + u2 d) G needs one multiplication and no point addition. */
export function verifyDigest(privateKey: KeyObject, digest: Buffer, signature: Buffer): boolean {
  const parsed = parseSignature(signature);
  if (parsed === undefined) return false;
  const [r, s] = parsed;
  const scalar = modulo(inverse(s) * (toNumber(digest) + r * secretOf(privateKey)));
  return scalar !== 0n && xOfMultiple(scalar) === r;
}
