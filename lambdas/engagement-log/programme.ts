import { engagement, programmeTerms } from '#/domain/data-map/entities/directory.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import { refOf } from '#/vault/records.ts';
import { getTogether, type Rows } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';

type Engagement = ValuesOf<typeof engagement>;

/** Whose engagement it is and under which programme, as its row says it: readable without its key. */
export const engagementIn = (rows: Rows, engagementId: string): Engagement | undefined =>
  rows.get(refOf(engagement, { engagementId }))?.fields as Engagement | undefined;

const atMost = 10_000;
const known = new Map<string, boolean>();

/** Whether the sponsor may see how far a programme is used. Terms do not change once they are signed, so it is remembered. */
export async function isCountedProgramme(vault: Vault, { organizationId, termsId }: Engagement): Promise<boolean> {
  const remembered = known.get(termsId);
  if (remembered !== undefined) return remembered;
  const ref = refOf(programmeTerms, { organizationId, termsId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  const { sponsorSees = [] } = (row?.fields ?? {}) as Partial<ValuesOf<typeof programmeTerms>>;
  const answer = sponsorSees.includes('aggregate_participation');
  if (known.size >= atMost) known.clear();
  known.set(termsId, answer);
  return answer;
}
