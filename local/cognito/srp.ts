import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';
import { once } from '#/domain/once.ts';

/** What is kept instead of a password: hex numbers, sealed at rest. */
export type Verifier = { salt: string; verifier: string };

/** The server's side of one exchange, hex numbers: `b` is secret. */
export type Exchange = { clientPublic: string; serverSecret: string; serverPublic: string };

// Group 15 of RFC 3526 (3072 bits), the group Cognito uses.
const N = toBigInt(getDiffieHellman('modp15').getPrime());
const G = 2n;
const K = hash(padded(N), padded(G));

/** Makes a fresh salt and the verifier for `password`. `poolId` and username go into it, as Cognito's clients compute. */
export function createVerifier(poolId: string, username: string, password: string): Verifier {
  const salt = randomBytes(16).toString('hex');
  return { salt, verifier: powerOfG(privateKey(poolId, username, password, salt)).toString(16) };
}

/** The verifier that `password` gives under an existing salt: to compare with the kept one. */
export function verifierFor(poolId: string, username: string, password: string, salt: string): string {
  return powerOfG(privateKey(poolId, username, password, salt)).toString(16);
}

/** A verifier nobody knows a password for, always the same for one seed of 32 bytes: it stands in for unknown users. */
export function decoyVerifier(seed: Buffer): Verifier {
  const expand = (label: string): Buffer => createHmac('sha256', seed).update(label).digest();
  const wide = Buffer.concat(Array.from({ length: 13 }, (_, part) => expand(`verifier ${part}`)));
  return { salt: expand('salt').subarray(0, 16).toString('hex'), verifier: (toBigInt(wide) % N).toString(16) };
}

/** Answers the client's `SRP_A` (hex). Undefined when A is no number or is 0 modulo N, which would void the password. */
export function startExchange(clientPublic: string, kept: Verifier): Exchange | undefined {
  if (!/^[0-9a-f]{1,768}$/i.test(clientPublic)) return undefined;
  if (BigInt(`0x${clientPublic}`) % N === 0n) return undefined;
  const b = toBigInt(randomBytes(32));
  const B = (K * BigInt(`0x${kept.verifier}`) + powerOfG(b)) % N;
  return {
    clientPublic: BigInt(`0x${clientPublic}`).toString(16),
    serverSecret: b.toString(16),
    serverPublic: B.toString(16),
  };
}

/** What PASSWORD_CLAIM_SIGNATURE must be when the client knew the password: 32 bytes. */
export function expectedSignature(
  exchange: Exchange,
  kept: Verifier,
  claim: { poolId: string; username: string; secretBlock: string; timestamp: string },
): Buffer {
  const A = BigInt(`0x${exchange.clientPublic}`);
  const u = hash(padded(A), padded(BigInt(`0x${exchange.serverPublic}`)));
  const S = power(A * power(BigInt(`0x${kept.verifier}`), u), BigInt(`0x${exchange.serverSecret}`));
  const extracted = createHmac('sha256', padded(u)).update(padded(S)).digest();
  const key = createHmac('sha256', extracted).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
  return createHmac('sha256', key)
    .update(poolName(claim.poolId))
    .update(claim.username)
    .update(Buffer.from(claim.secretBlock, 'base64'))
    .update(claim.timestamp)
    .digest();
}

function privateKey(poolId: string, username: string, password: string, salt: string): bigint {
  const identity = createHash('sha256')
    .update(`${poolName(poolId)}${username}:${password}`)
    .digest();
  return hash(padded(BigInt(`0x${salt}`)), identity);
}

function poolName(poolId: string): string {
  return poolId.slice(poolId.indexOf('_') + 1);
}

function hash(...parts: readonly Buffer[]): bigint {
  return toBigInt(createHash('sha256').update(Buffer.concat(parts)).digest());
}

// Two's complement like Java's BigInteger: a set top bit needs a zero byte before it.
function padded(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}

function toBigInt(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}

/** Of G alone: for every digit of four bits its power, so that an exponent of 256 bits takes 64 multiplications. */
const digitPowers = once(() => {
  const rows: bigint[][] = [];
  for (let base = G; rows.length < 64; base = power(base, 16n))
    rows.push(Array.from({ length: 16 }, (_, digit) => power(base, BigInt(digit))));
  return rows;
});

/** G to the power of at most 256 bits: what nearly every step of a sign-in comes down to. */
function powerOfG(exponent: bigint): bigint {
  let result = 1n;
  let rest = exponent;
  for (const row of digitPowers()) {
    result = (result * (row[Number(rest & 15n)] as bigint)) % N;
    rest >>= 4n;
  }
  return result;
}
