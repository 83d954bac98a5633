import type { Entity } from '#/domain/data-map/entity.ts';
import type { Fact } from '#/domain/restore/facts.ts';
import { change, type Draft, type Revision } from '#/vault/draft.ts';
import { fromRow } from '#/vault/records.ts';
import { getTogether, type Row, type RowRef } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { type Step, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

/** How it is told that a restored table has forgotten a fact, and how the fact is repeated. Both may be done again and again. */
export type Remedy<F extends Fact> = {
  /** Whether the tables say otherwise. */
  undone(vault: Vault, fact: F): Promise<boolean>;
  /** Repeats it; `unavailable` and lost races are thrown, and the next run goes on. */
  mend(vault: Vault, fact: F): Promise<void>;
  /** What would be undone, by ids. */
  says(fact: F): string;
};
export type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

export const readRow = async (vault: Vault, ref: RowRef): Promise<Row | undefined> =>
  (await getTogether(vault.tables, [ref])).get(ref);

/** The next version of a row that is not sealed. */
export const revised = <E extends Entity>(vault: Vault, entity: E, row: Row, changes: Revision<E>): Draft<E> =>
  change(fromRow(vault.instance, entity, row, undefined), changes);

export const write = (vault: Vault, drafts: readonly Draft[], steps: readonly Step[] = []): Promise<void> =>
  writeTogether(vault.tables.dynamo, [...drafts.map((draft) => putDraft(vault, draft, vault.now())), ...steps]);
