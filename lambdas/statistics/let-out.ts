import { randomUUID } from 'node:crypto';
import { daysOf } from '#/domain/statistics/months.ts';
import type { Participant } from '#/domain/statistics/people.ts';
import { release } from '#/domain/statistics/release.ts';
import { appendLog, countingRows, mayBeCounted, noteUse } from '#/vault/participation.ts';
import { getTogether } from '#/vault/rows.ts';
import type { Vault } from '#/vault/vault.ts';
import type { Due } from './gather-month.ts';
import { writeRelease } from './ledger.ts';

/** How many people are worked on at once. */
const lotSize = 25;

async function inLots(people: readonly Participant[], work: (lot: readonly Participant[]) => Promise<unknown>) {
  for (let from = 0; from < people.length; from += lotSize) await work(people.slice(from, from + lotSize));
}

const countingRowsOf = (vault: Vault, lot: readonly Participant[]) =>
  getTogether(
    vault.tables,
    lot.flatMap(({ personId }) => countingRows(personId)),
  );

/** Those who may be counted; each of them can see in their access log that they were looked at. */
async function countable(vault: Vault, people: readonly Participant[]): Promise<Participant[]> {
  const found: Participant[] = [];
  await inLots(people, async (lot) => {
    const rows = await countingRowsOf(vault, lot);
    const counted = lot.filter(({ personId }) => mayBeCounted(rows, personId));
    await Promise.all(counted.map(({ personId }) => noteUse(vault, personId)));
    found.push(...counted);
  });
  return found;
}

type Where = { readonly organizationId: string; readonly month: string };

/** Marks those who are counted, so that next month knows them. */
async function mark(vault: Vault, { organizationId, month }: Where, releaseId: string, people: readonly Participant[]) {
  const day = daysOf(month).at(-1) as string;
  await inLots(people, async (lot) => {
    const rows = await countingRowsOf(vault, lot);
    const allowed = lot.filter(({ personId }) => mayBeCounted(rows, personId));
    const lines = allowed.map(({ personId, engagementId, termsId }) => {
      const line = { personId, organizationId, termsId, engagementId, day, kind: 'counted', mark: releaseId } as const;
      return appendLog(vault, line, rows);
    });
    await Promise.all(lines);
  });
}

/**
 * Makes an organisation’s figures for a month and lets them out. The release is written last: a run that was cut short leaves
 * marks of a release that never was, and nobody heeds them.
 */
export async function letOut(vault: Vault, where: Where, { gathering, last }: Due): Promise<void> {
  const people = await countable(vault, gathering.people());
  const { cells, sums, counted } = release(people, last?.sums ?? [], vault.random);
  const releaseId = randomUUID();
  await mark(vault, where, releaseId, counted);
  await writeRelease(vault, where, { releaseId, cells: [...cells], sums: [...sums] });
}
