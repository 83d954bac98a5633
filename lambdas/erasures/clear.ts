import type { Survey } from '#/domain/erasure/certificate.ts';
import { isRoot } from '#/vault/belongings.ts';
import { deleteAll } from '#/vault/deletion.ts';
import { fates, going } from '#/vault/fates.ts';
import { engagementsAbout, type Partition, partitionsAbout } from '#/vault/subject-rows.ts';
import { survey } from '#/vault/survey.ts';
import { type Execution, kept } from './run.ts';

/** What was found and deleted, and when none of it was found any more. */
export type Cleared = { readonly survey: Survey; readonly readBackAt: number };

const passesAtMost = 5;

/** Deletes what is left, until a walk through everything finds nothing. */
async function readBack({ services: { vault } }: Execution, personId: string, partitions: readonly Partition[]) {
  for (let pass = 0; pass < passesAtMost; pass++) {
    let left = 0;
    for await (const page of going(vault, personId, partitions)) {
      left += page.length;
      await deleteAll(vault, page);
    }
    if (left === 0) return vault.now();
  }
  throw new Error('Rows of an erased person keep coming back.');
}

/**
 * Deletes everything of a person, store by store. It is counted before: whatever interrupts the rest, the count is of all of
 * it. What leads to the rest goes last.
 */
export async function clear(execution: Execution, personId: string, closedAt: number): Promise<Cleared> {
  const { vault } = execution.services;
  const engagementIds = await kept(execution, 'engagements', () => engagementsAbout(vault, personId));
  const partitions = partitionsAbout(personId, engagementIds);
  const found = await kept(execution, 'count', () => survey(vault, fates(vault, personId, partitions), closedAt));
  for (const store of Object.keys(found.goes).sort()) {
    await kept(execution, `delete ${store}`, async () => {
      const ofStore = partitions.filter((partition) => partition.store === store);
      for await (const page of going(vault, personId, ofStore)) {
        await deleteAll(
          vault,
          page.filter((one) => !isRoot(one)),
        );
      }
    });
  }
  const readBackAt = await kept(execution, 'read back', () => readBack(execution, personId, partitions));
  return { survey: found, readBackAt };
}

/** The work itself has left events and a changed request behind, which are the person’s as well. */
export const clearTraces = (execution: Execution, personId: string): Promise<number> =>
  kept(execution, 'traces', () => readBack(execution, personId, partitionsAbout(personId, [])));
