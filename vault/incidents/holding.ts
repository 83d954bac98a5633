import { holdsRow } from '#/vault/epochs.ts';
import { holdIdsIn } from '#/vault/holds.ts';
import { lapseHold, placeProvisionalHold, readHold } from '#/vault/provisional-holds.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { responder } from './sessions.ts';

/** The case as an authority for a hold, `INC-01J9ZC8QX1V5N-4B7T2W3Y6K8M0`: the number by which people find it. */
function authorityOf(incidentId: string): string {
  const ulid = incidentId.slice(-26);
  return `INC-${ulid.slice(0, 13)}-${ulid.slice(13)}`;
}

/** The hold that this case has on somebody’s records, if there is one. */
async function holdOf(vault: Vault, personId: string, incidentId: string): Promise<string | undefined> {
  const ref = holdsRow(personId);
  for (const holdId of holdIdsIn((await getTogether(vault.tables, [ref])).get(ref))) {
    const hold = await readHold(vault, holdId);
    if (hold?.values.authority === authorityOf(incidentId)) return holdId;
  }
  return undefined;
}

/** Keeps the records of somebody for this case; provisional for 72 hours. Placing it again changes nothing. */
export async function placeHold(vault: Vault, personId: string, incidentId: string): Promise<void> {
  if (await holdOf(vault, personId, incidentId)) return;
  const authority = authorityOf(incidentId);
  await placeProvisionalHold(vault, { personId, authority, personIsTold: false, service: responder });
}

/** Lifts the provisional hold of this case. One that people have confirmed stays until two of them release it. */
export async function liftHold(vault: Vault, personId: string, incidentId: string): Promise<void> {
  const holdId = await holdOf(vault, personId, incidentId);
  if (holdId) await lapseHold(vault, responder, holdId, 'withdraw');
}
