import { Secret, TOTP } from 'otpauth';

/** The six digits that an authenticator shows for a base32 secret at `now` (epoch ms). */
export const totpCode = (secret: string, now: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
