import { evidenceAbout, evidenceItem } from '#/domain/data-map/entities/evidence.ts';
import type { CaseFacts } from '#/domain/incidents/case/facts.ts';
import type { EvidenceItem } from '#/domain/incidents/evidence/item.ts';
import type { Evidence } from '#/domain/incidents/evidence-kinds.ts';
import { type Target, targetName } from '#/domain/incidents/targets.ts';
import { change, create } from '#/vault/draft.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { rowsBelow } from '#/vault/subject-rows.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { changeCase } from './cases.ts';
import { responder } from './sessions.ts';

export type KeptItem = OpenRecord<typeof evidenceItem>;

/** An item as the register of its case has it; undefined when it was never collected to the end. */
export async function readItem(vault: Vault, incidentId: string, itemId: string): Promise<KeptItem | undefined> {
  const ref = refOf(evidenceItem, { incidentId, itemId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && fromRow(vault.instance, evidenceItem, row, undefined);
}

const factsOf = ({ itemId, kind, sha256, lines }: EvidenceItem, of: Target): CaseFacts => ({
  itemId,
  kind,
  sha256,
  lines,
  of: targetName(of).replace(' ', ':'),
});

/** Puts an item into the register and the timeline of its case. A repeated note changes nothing. */
export async function noteItem(
  vault: Vault,
  incidentId: string,
  item: EvidenceItem,
  { wanted, target }: { readonly wanted: Evidence; readonly target: Target },
): Promise<void> {
  const { itemId, custody, ...facts } = item;
  const values = { ...facts, custody: [...custody], wanted, target, held: true };
  const about = { type: target.type, targetId: target.id, wanted, incidentId, itemId };
  const entry = {
    at: vault.now(),
    actor: responder,
    kind: 'evidence-collected',
    facts: factsOf(item, target),
  } as const;
  try {
    await changeCase(vault, incidentId, () => ({
      entries: [entry],
      records: [
        create(evidenceItem, { incidentId, itemId }, vault.instance, values),
        create(evidenceAbout, about, vault.instance, { sha256: item.sha256 }),
      ],
    }));
  } catch (cause) {
    if (!(cause instanceof WriteRefused) || !(await readItem(vault, incidentId, itemId))) throw cause;
  }
}

/** How many items of a kind were collected about somebody or something, in whichever case. */
export async function countItems(vault: Vault, wanted: Evidence, { type, id }: Target): Promise<number> {
  let count = 0;
  const partition = { store: evidenceAbout.store, pk: `evidence#${type}#${id}` };
  for await (const page of rowsBelow(vault, partition, `${wanted}#`)) count += page.length;
  return count;
}

/** The register of a case, in the order of the items’ ids. */
export async function itemsOf(vault: Vault, incidentId: string): Promise<KeptItem[]> {
  const found: KeptItem[] = [];
  const { pk } = refOf(evidenceItem, { incidentId, itemId: 'any' });
  for await (const page of rowsBelow(vault, { store: evidenceItem.store, pk }, 'evidence#'))
    found.push(...page.map((row) => fromRow(vault.instance, evidenceItem, row, undefined)));
  return found;
}

/** Notes that nothing but the base retention keeps an item any more. A repeated note changes nothing. */
export async function noteReleased(vault: Vault, item: KeptItem): Promise<void> {
  const { incidentId, itemId } = item.ids;
  const entry = {
    at: vault.now(),
    actor: responder,
    kind: 'evidence-moved',
    facts: { itemId, hold: 'released' },
  } as const;
  try {
    await changeCase(vault, incidentId, () => ({ entries: [entry], records: [change(item, { held: false })] }));
  } catch (cause) {
    const isNoted = cause instanceof WriteRefused && (await readItem(vault, incidentId, itemId))?.values.held === false;
    if (!isNoted) throw cause;
  }
}
