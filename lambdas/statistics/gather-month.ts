import { daysOf, monthAfter } from '#/domain/statistics/months.ts';
import { type Gathering, gather, type LogLine } from '#/domain/statistics/people.ts';
import { linesOn } from '#/vault/participation.ts';
import type { Vault } from '#/vault/vault.ts';
import { lastRelease, type Released } from './ledger.ts';

/** An organisation whose figures for the month are due: who took part, and what was let out last. */
export type Due = { readonly gathering: Gathering; readonly last: Released | undefined };

async function dueOf(vault: Vault, organizationId: string, month: string): Promise<Due | undefined> {
  const found = await lastRelease(vault, organizationId, month);
  if (found === 'done') return undefined;
  const last = found === 'none' ? undefined : found;
  return { gathering: gather(month, last?.releaseId), last };
}

async function* linesUntil(vault: Vault, month: string): AsyncGenerator<LogLine> {
  for (const day of [...daysOf(monthAfter(month, -1)), ...daysOf(month)]) {
    for await (const lines of linesOn(vault, day)) yield* lines;
  }
}

/** Reads the logs of a month and the one before, of all organisations whose figures are due. */
export async function gatherMonth(vault: Vault, month: string): Promise<ReadonlyMap<string, Due>> {
  const met = new Map<string, Due | undefined>();
  for await (const line of linesUntil(vault, month)) {
    const { organizationId } = line;
    if (!met.has(organizationId)) met.set(organizationId, await dueOf(vault, organizationId, month));
    met.get(organizationId)?.gathering.add(line);
  }
  return new Map([...met].flatMap(([organizationId, due]) => (due ? [[organizationId, due]] : [])));
}
