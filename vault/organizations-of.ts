import { engagement } from '#/domain/data-map/entities/directory.ts';
import { refOf } from './records.ts';
import { getTogether } from './rows.ts';
import { engagementsAbout } from './subject-rows.ts';
import type { Vault } from './vault.ts';

/** The organisations under whose programmes a client is or was coached, as the rows of the engagements say; none is opened. */
export async function organizationsOf(vault: Vault, personId: string): Promise<string[]> {
  const engagementIds = await engagementsAbout(vault, personId);
  const refs = engagementIds.map((engagementId) => refOf(engagement, { engagementId }));
  const rows = await getTogether(vault.tables, refs);
  const found = refs.flatMap((ref) => rows.get(ref)?.fields.organizationId ?? []);
  return [...new Set(found)] as string[];
}
