/** Which jobs act on which events. A job is a durable function of its own, with just the rights that it needs. */
export const jobsOn: Readonly<Record<string, readonly string[]>> = {
  'consent.withdrawn': ['withdrawals'],
  'consent.expired': ['withdrawals'],
  'consent.invalidated': ['withdrawals'],
};

export const jobAreas: readonly string[] = [...new Set(Object.values(jobsOn).flat())];

/**
 * Events that take something away for good: keys, relations, sign-ins, or the freedom to delete. A table restored from an
 * older copy would undo them, so each is kept in the ledger until no such copy exists.
 */
export const ledgered: ReadonlySet<string> = new Set([
  'consent.withdrawn',
  'consent.expired',
  'consent.invalidated',
  'engagement.ended',
]);
