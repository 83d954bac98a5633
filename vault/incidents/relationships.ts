import type { RelationshipState } from '#/domain/incidents/ports.ts';
import { getTogether } from '#/vault/rows.ts';
import { engagementsCoached } from '#/vault/subject-rows.ts';
import { isOff, switchRow } from '#/vault/switch-rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { engagementRef } from '#/vault/wanted.ts';
import { turnOff, turnOn } from './switches.ts';

/** Where engagements stand, as their rows say it; what is not there is left out. None is opened. */
async function statesOf(vault: Vault, engagementIds: readonly string[]): Promise<Map<string, RelationshipState>> {
  const rows = await getTogether(
    vault.tables,
    engagementIds.flatMap((id) => [engagementRef(id), switchRow('relationship', id)]),
  );
  return new Map(
    engagementIds.flatMap((id): [string, RelationshipState][] => {
      const row = rows.get(engagementRef(id));
      if (!row) return [];
      if (row.fields.status === 'ended') return [[id, 'ended']];
      return [[id, isOff(rows, 'relationship', id) ? 'suspended' : 'active']];
    }),
  );
}

/** Where an engagement stands; undefined when there is none of that id. */
export const relationshipOf = async (vault: Vault, engagementId: string): Promise<RelationshipState | undefined> =>
  (await statesOf(vault, [engagementId])).get(engagementId);

/** A coach’s engagements that have not ended. */
export async function relationshipsOf(vault: Vault, personId: string) {
  const coached = (await engagementsCoached(vault, personId)).map(({ engagementId }) => engagementId);
  const states = await statesOf(vault, coached.toSorted());
  const inState = (state: RelationshipState) => [...states].flatMap(([id, is]) => (is === state ? [id] : []));
  return { active: inState('active'), suspended: inState('suspended') };
}

/** From the next request on neither coach nor client reaches these engagements, as long as this case wants it. */
export const suspendRelationships = (
  vault: Vault,
  engagementIds: readonly string[],
  incidentId: string,
): Promise<void> => turnOff(vault, 'relationship', engagementIds, incidentId);

/** Lets those go on that no other case keeps suspended. */
export const resumeRelationships = (
  vault: Vault,
  engagementIds: readonly string[],
  incidentId: string,
): Promise<void> => turnOn(vault, 'relationship', engagementIds, incidentId);
