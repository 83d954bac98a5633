/** What proves who somebody is: something they know, something they have. */
export const factors = ['password', 'totp', 'passkey'] as const;
export type Factor = (typeof factors)[number];

/** What would make the account safer; null when two kinds of factor are in place. */
export const nudgeFor = (enrolled: readonly Factor[]): string | null =>
  enrolled.some((factor) => factor !== 'password')
    ? null
    : 'Add an authenticator app: a stolen password alone then opens nothing.';
