import { type Fact, factsOf, type LedgerEntry } from '#/domain/restore/facts.ts';
import type { Vault } from '#/vault/vault.ts';
import { holdsInForce } from './holds.ts';
import { destroyedKeys } from './keys.ts';
import { closedAccounts, endedConsents } from './people.ts';
import { deletedRecords } from './records.ts';
import { endedConnections, endedEngagements, formerGuardians, formerMembers } from './relations.ts';
import type { FactOf, Remedy } from './remedy.ts';
import { objections, restrictions } from './uses.ts';

const remedies: { readonly [K in Fact['kind']]: Remedy<FactOf<K>> } = {
  key_destroyed: destroyedKeys,
  consent_ended: endedConsents,
  account_closed: closedAccounts,
  record_deleted: deletedRecords,
  engagement_ended: endedEngagements,
  member_out: formerMembers,
  disconnected: endedConnections,
  guardian_out: formerGuardians,
  restriction: restrictions,
  objection: objections,
  hold: holdsInForce,
};
const remedyOf = (fact: Fact): Remedy<Fact> => remedies[fact.kind] as Remedy<Fact>;

/** What can be said again and otherwise: of these the last word counts; everything else stays taken away. */
function nameOf(fact: Fact): string {
  if (fact.kind === 'hold') return `hold ${fact.holdId}`;
  if (fact.kind === 'restriction') return `restriction ${fact.requestId}`;
  if (fact.kind === 'objection') return `objection ${fact.personId} ${fact.purpose}`;
  return JSON.stringify(fact);
}

/** What only matters while there is somebody whose records could be used. */
const ofTheLiving: ReadonlySet<Fact['kind']> = new Set(['guardian_out', 'restriction', 'objection']);

/** What the entries demand, in their order; of an erased account nothing is made again for its use. */
function demanded(entries: readonly LedgerEntry[]): Fact[] {
  const facts = entries.flatMap(factsOf);
  const closed = new Set(facts.flatMap((fact) => (fact.kind === 'account_closed' ? [fact.personId] : [])));
  return facts.filter((fact) => !(ofTheLiving.has(fact.kind) && 'personId' in fact && closed.has(fact.personId)));
}

function lasting(entries: readonly LedgerEntry[]): Fact[] {
  const facts = demanded(entries);
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
  for (const fact of demanded(entries)) {
    const remedy = remedyOf(fact);
    if (await remedy.undone(vault, fact)) await remedy.mend(vault, fact);
  }
}
