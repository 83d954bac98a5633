import type { Caller } from '#/domain/access/caller.ts';
import { type Epoch, isFrozen, staffScope, standingRefusal } from '#/domain/access/standing.ts';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import type { Standing } from '#/domain/incidents/ports.ts';
import { epochCopies, holdsRow, personEpoch, sharedEpoch } from '#/vault/epochs.ts';
import { holdIdsIn } from '#/vault/holds.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether, type RowRef, type Rows } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';

/** A person’s epoch stands once, those of organisations and instances in copies that are always written together. */
export const epochsOf = (scope: string): RowRef[] =>
  scope.includes('.person_')
    ? [personEpoch(scope)]
    : Array.from({ length: epochCopies }, (_, copy) => refOf(sessionEpoch, { scope, copy: String(copy) }));

const epochAt = (rows: Rows, ref: RowRef): Epoch | undefined => rows.get(ref)?.fields as Epoch | undefined;

/** Whether a person, the people of an organisation or everybody may come in; undefined when there is none of that id. */
export async function standingOf(vault: Vault, scope: string): Promise<Standing | undefined> {
  const ref = epochsOf(scope)[0] as RowRef;
  const epoch = epochAt(await getTogether(vault.tables, [ref]), ref);
  if (!epoch) return undefined;
  const { status, revokedBefore } = epoch;
  return { status: status === 'active' && isFrozen(epoch) ? 'suspended' : status, revokedBefore };
}

/** Whether the staff alone is kept out; what is not known is taken as kept out, as the gate does. */
export const isStaffFrozen = async (vault: Vault): Promise<boolean> =>
  (await standingOf(vault, staffScope(vault.instance)))?.status !== 'active';

/** Whether a request with a token of a sign-in at that second would be let in: the decision that the gate makes. */
export async function admits(vault: Vault, personId: string, authTime: number): Promise<boolean> {
  const [own, instance] = [personEpoch(personId), sharedEpoch(vault.instance, vault.random)];
  const rows = await getTogether(vault.tables, [own, instance]);
  const person = epochAt(rows, own);
  const homes = (person?.organizationIds ?? []).map((id) => sharedEpoch(id, vault.random));
  const organizations = await getTogether(vault.tables, homes);
  const caller: Caller = { personId, pool: 'clients', roles: [], authTime, signInId: '', organizationIds: [] };
  const standing = {
    person,
    instance: epochAt(rows, instance),
    organizations: homes.map((ref) => epochAt(organizations, ref)),
    signIn: { lastSeen: vault.now() },
  };
  return standingRefusal(caller, standing, vault.now()) === undefined;
}

export async function isHeld(vault: Vault, personId: string): Promise<boolean> {
  const ref = holdsRow(personId);
  return holdIdsIn((await getTogether(vault.tables, [ref])).get(ref)).length > 0;
}
