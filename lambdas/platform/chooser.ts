import type { Caller } from '#/domain/access/caller.ts';
import type { Chooser } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import { keyedHash } from '#/vault/macs.ts';
import type { Vault } from '#/vault/vault.ts';
import type { Origin } from './input.ts';

type Visited = { readonly caller: Caller; readonly origin: Origin; readonly door: Door };

/** Somebody who chooses, from where they are: the ledger holds a keyed hash of the address, never the address. */
export async function byThemselves(vault: Vault, { caller, origin, door }: Visited): Promise<Chooser> {
  const addressHash = origin.address ? keyedHash(await vault.macs.secret('address'), origin.address) : undefined;
  return { actorId: caller.personId, capacity: 'self', channel: door.visit.routeName, addressHash };
}
