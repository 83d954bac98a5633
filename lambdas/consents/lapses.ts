import { type Choices, lapsed } from '#/domain/consent/choices.ts';
import { noticeOf } from '#/domain/consent/notices.ts';
import { type ConsentRecord, choiceOf, consult, type Decision, record } from '#/vault/consents.ts';
import type { Door } from '#/vault/door.ts';
import type { Vault } from '#/vault/vault.ts';

const isLapsed = (vault: Vault, state: ConsentRecord | undefined) =>
  lapsed(state?.values.choices as Choices | undefined, vault.now());

/**
 * Writes down that consents have come to their end by time, with their keys: what a guardian gave ends when the ward comes
 * of age, who is then asked afresh. They counted no more from that moment on, whatever was written down.
 */
async function expire(vault: Vault, door: Door, personId: string): Promise<void> {
  const purposes = isLapsed(vault, (await consult(door, personId, [])).state);
  const { rows, state } = await consult(door, personId, purposes);
  const by = {
    actorId: 'service:consents',
    capacity: 'service',
    channel: door.visit.routeName,
    reason: 'majority',
  } as const;
  const [first, ...rest] = purposes.map(
    (purpose): Decision => ({
      purpose,
      state: 'expired',
      scopes: choiceOf(state, purpose)?.scopes ?? [],
      notice: noticeOf(purpose),
      by,
    }),
  );
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
  if (isLapsed(vault, consulted.state).length === 0) return consulted;
  await expire(vault, door, personId);
  return consulting();
}
