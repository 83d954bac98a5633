import { type Belonging, belongings } from '#/vault/belongings.ts';
import { deleteAll } from '#/vault/deletion.ts';
import { readHolds } from '#/vault/holds.ts';
import { engagementsAbout, partitionsAbout } from '#/vault/subject-rows.ts';
import type { Vault } from '#/vault/vault.ts';
import type { FactOf, Remedy } from './remedy.ts';

type Deleted = FactOf<'record_deleted'>;
const idOf = ({ rows }: Belonging): string => rows[0]?.sk.split('#').at(-1) ?? '';

/** The event of a deletion names the record, and not where it stood. */
async function find(vault: Vault, { personId, recordId }: Deleted): Promise<Belonging[]> {
  const partitions = partitionsAbout(personId, await engagementsAbout(vault, personId));
  const found: Belonging[] = [];
  for await (const page of belongings(vault, personId, partitions)) {
    found.push(...page.filter((one) => one.entity.name === one.name && idOf(one) === recordId && isContent(one)));
  }
  return found;
}

/** Logs and events name the record, too, and are no record. */
const isContent = ({ entity }: Belonging): boolean => entity.purpose !== 'security';

/** A record that was deleted before its time is deleted again, unless a hold keeps it now. */
export const deletedRecords: Remedy<Deleted> = {
  undone: async (vault, fact) => (await find(vault, fact)).length > 0,
  async mend(vault, fact) {
    const holds = await readHolds(vault, [fact.personId]);
    if (holds.isHeld(fact.personId)) return;
    await deleteAll(vault, await find(vault, fact), { conditions: [holds.unchanged(fact.personId)] });
  },
  says: ({ personId, recordId }) => `${recordId} of ${personId} is back, though it was deleted`,
};
