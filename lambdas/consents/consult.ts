import type { Caller } from '#/domain/access/caller.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import type { ConsentPurpose } from '#/domain/data-map/purposes.ts';
import type { Origin } from '#/lambdas/platform/input.ts';
import { choiceRows } from '#/vault/consent-keys.ts';
import type { Chooser } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import { keyedHash } from '#/vault/macs.ts';
import { isErased } from '#/vault/unseal.ts';
import type { Vault } from '#/vault/vault.ts';
import { of } from '#/vault/visit.ts';

/** A person's state, with the key rows that a choice on these purposes touches. */
export async function consult(door: Door, personId: string, purposes: readonly ConsentPurpose[]) {
  const along = purposes.flatMap((purpose) => choiceRows(personId, purpose));
  const { found, rows } = await door.consult({ state: of(consentState, { personId }) }, along);
  return { rows, state: found.state && !isErased(found.state) ? found.state : undefined };
}

type Visited = { readonly caller: Caller; readonly origin: Origin; readonly door: Door };

/** Somebody who acts for themselves, from where they are. */
export async function byThemselves(vault: Vault, { caller, origin, door }: Visited): Promise<Chooser> {
  const addressHash = origin.address ? keyedHash(await vault.macs.secret('address'), origin.address) : undefined;
  return { actorId: caller.personId, capacity: 'self', channel: door.visit.routeName, addressHash };
}
