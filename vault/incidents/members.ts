import { membership } from '#/domain/data-map/entities/directory.ts';
import { listKey } from '#/domain/data-map/entity.ts';
import { officersRow, personEpoch } from '#/vault/epochs.ts';
import { idsIn } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';

const [byOrganization] = membership.pointers ?? [];

/** Members of an organisation, page by page. */
async function* membersBelow(vault: Vault, organizationId: string): AsyncGenerator<string[]> {
  if (!byOrganization) return;
  const { pk, prefix } = listKey(byOrganization, { organizationId });
  for await (const rows of rowsBelow(vault, { store: membership.store, pk }, prefix))
    yield rows.flatMap((row) => idsIn(byOrganization, row).personId ?? []);
}

/** Everybody who is or was a member of an organisation. */
export async function membersOf(vault: Vault, organizationId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of membersBelow(vault, organizationId)) found.push(...page);
  return found;
}

/**
 * Somebody of an organisation whom nothing but its own freeze keeps out, so that their sign-in shows whether it holds; never a
 * security officer. Undefined where there is nobody, and for the instance: no list of everybody is kept.
 */
export async function memberOf(vault: Vault, scope: string): Promise<string | undefined> {
  if (!scope.includes('.organization_')) return undefined;
  for await (const personIds of membersBelow(vault, scope)) {
    const rows = await getTogether(vault.tables, [officersRow, ...personIds.map(personEpoch)]);
    const { active = [], contained = [] } = (rows.get(officersRow)?.fields ?? {}) as {
      readonly active?: readonly string[];
      readonly contained?: readonly string[];
    };
    const officers = new Set([...active, ...contained]);
    const found = personIds.find((personId) => {
      const { status, frozen, organizationIds } = rows.get(personEpoch(personId))?.fields ?? {};
      const isAtHome = Array.isArray(organizationIds) && organizationIds.length === 1 && organizationIds[0] === scope;
      return status === 'active' && frozen !== true && isAtHome && !officers.has(personId);
    });
    if (found) return found;
  }
  return undefined;
}
