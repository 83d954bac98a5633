import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const NEIGHBOURS = 1;

/** A new shared secret in base32 (256 bits, 52 characters, as Cognito hands out). */
export function createSecret(): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(32)).buffer }).base32;
}

/**
 * The 30-second step whose code this is, one step early or late allowed. Undefined for a wrong code.
 * `now` in epoch ms. Compare the step with the last used one: a code is good once.
 */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6, algorithm: 'SHA1' });
  const delta = totp.validate({ token: code, timestamp: now, window: NEIGHBOURS });
  return delta === null ? undefined : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}
