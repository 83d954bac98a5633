import { keyedHash } from './macs.ts';
import type { Vault } from './vault.ts';

/**
 * How one integration knows a person or a record: a keyed hash of its own, so that two tools cannot put together what they
 * know, and nobody outside can find out whom it means.
 */
export const recipientReference = async (vault: Vault, integrationId: string, id: string): Promise<string> =>
  keyedHash(await vault.macs.secret('recipient'), integrationId, id);
