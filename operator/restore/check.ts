import { type Fact, factsOf, type LedgerEntry } from '#/domain/restore/facts.ts';
import type { Vault } from '#/vault/vault.ts';
import { holdsInForce } from './holds.ts';
import { destroyedKeys } from './keys.ts';
import { closedAccounts, endedConsents } from './people.ts';
import { deletedRecords } from './records.ts';
import { endedConnections, endedEngagements, formerMembers } from './relations.ts';
import type { FactOf, Remedy } from './remedy.ts';

const remedies: { readonly [K in Fact['kind']]: Remedy<FactOf<K>> } = {
  key_destroyed: destroyedKeys,
  consent_ended: endedConsents,
  account_closed: closedAccounts,
  record_deleted: deletedRecords,
  engagement_ended: endedEngagements,
  member_out: formerMembers,
  disconnected: endedConnections,
  hold: holdsInForce,
};
const remedyOf = (fact: Fact): Remedy<Fact> => remedies[fact.kind] as Remedy<Fact>;

/** Of a hold the last word counts; everything else stays taken away. */
function lasting(entries: readonly LedgerEntry[]): Fact[] {
  const facts = entries.flatMap(factsOf);
  const nameOf = (fact: Fact): string => JSON.stringify(fact.kind === 'hold' ? [fact.kind, fact.holdId] : fact);
  return [...new Map(facts.map((fact) => [nameOf(fact), fact])).values()];
}

/** What the tables would undo of what the ledger tells, by ids; nothing when they may serve. */
export async function undoneIn(vault: Vault, entries: readonly LedgerEntry[]): Promise<string[]> {
  const found: string[] = [];
  for (const fact of lasting(entries)) {
    const remedy = remedyOf(fact);
    if (await remedy.undone(vault, fact)) found.push(remedy.says(fact));
  }
  return found;
}

/** Repeats what the tables have forgotten, in the order in which it happened: a key that a hold kept then is kept again. */
export async function repeat(vault: Vault, entries: readonly LedgerEntry[]): Promise<void> {
  for (const fact of entries.flatMap(factsOf)) {
    const remedy = remedyOf(fact);
    if (await remedy.undone(vault, fact)) await remedy.mend(vault, fact);
  }
}
