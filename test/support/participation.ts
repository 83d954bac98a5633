import type { LogKind } from '#/domain/statistics/events.ts';
import { addStaff } from '#/vault/founding.ts';
import { appendLog, countingRows } from '#/vault/participation.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import { nextEmail } from './people.ts';

export type GivenParticipant = { readonly personId: string; readonly engagementId: string };
type Programme = { readonly organizationId: string; readonly termsId: string };

/** People who can be counted: accounts with an engagement each, as far as figures look. */
export const givenParticipants = (vault: Vault, count: number): Promise<GivenParticipant[]> =>
  Promise.all(
    Array.from({ length: count }, async () => ({
      personId: await addStaff(vault, 'support', nextEmail('client')),
      engagementId: vault.mintId('engagement'),
    })),
  );

/** Lines in the engagement logs of some people, as events of that day would have left them. */
export async function givenLogs(
  vault: Vault,
  { organizationId, termsId }: Programme,
  people: readonly GivenParticipant[],
  { day, kind, mark }: { day: string; kind: LogKind; mark?: string },
): Promise<void> {
  const read = await getTogether(
    vault.tables,
    people.flatMap(({ personId }) => countingRows(personId)),
  );
  const lines = people.map((who) => appendLog(vault, { ...who, organizationId, termsId, day, kind, mark }, read));
  await Promise.all(lines);
}
