import { type ConsentRecord, consult, record } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import { expiring, lapsesOf } from '#/vault/lapses.ts';
import type { Vault } from '#/vault/vault.ts';

/**
 * Writes down that consents have come to their end by time, with their keys: what a guardian gave ends when the ward comes
 * of age, who is then asked afresh. They counted no more from that moment on, whatever was written down.
 */
async function expire(vault: Vault, door: Door, personId: string, before: ConsentRecord | undefined): Promise<void> {
  const { rows, state } = await consult(door, personId, lapsesOf(vault, before));
  const who = { actorId: 'service:consents', channel: door.visit.routeName } as const;
  const [first, ...rest] = expiring(vault, state, who);
  if (first) await record({ vault, door, rows }, [first, ...rest], { personId, state });
}

/** What `consulting` reads, after everything that has lapsed was written down. */
export async function settled<C extends { readonly state: ConsentRecord | undefined }>(
  vault: Vault,
  door: Door,
  personId: string,
  consulting: () => Promise<C>,
): Promise<C> {
  const consulted = await consulting();
  if (lapsesOf(vault, consulted.state).length === 0) return consulted;
  await expire(vault, door, personId, consulted.state);
  return consulting();
}
