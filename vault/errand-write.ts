import { Problem } from '#/domain/api/problems.ts';
import { isSealed } from '#/domain/data-map/entity.ts';
import type { Changes, Draft } from './draft.ts';
import { keyRow } from './epochs.ts';
import type { Errand } from './errand.ts';
import type { ReadyKey } from './records.ts';
import { getTogether, type Rows } from './rows.ts';
import { keyStillThere, putEvent, putPointers, putRecord, removeRow, stillUnchanged } from './steps.ts';
import { type Step, writeTogether } from './transaction.ts';
import { readyKey } from './unseal.ts';
import type { Vault } from './vault.ts';

const sealedUnder = ({ subject, entity }: Draft): string => `${subject}|${entity.purpose}`;

/** The keys of sealed drafts, as they stand now. @throws Problem `erased` when one is not there */
async function keysFor(vault: Vault, drafts: readonly Draft[]): Promise<ReadonlyMap<string, ReadyKey>> {
  const wanted = new Map(drafts.filter(({ entity }) => isSealed(entity)).map((draft) => [sealedUnder(draft), draft]));
  const openings = [...wanted].map(([name, { subject, entity }]) => ({
    name,
    row: keyRow(subject, entity.purpose),
    purpose: entity.purpose,
  }));
  const rows = await getTogether(
    vault.tables,
    openings.map(({ row }) => row),
  );
  const keys = new Map<string, ReadyKey>();
  for (const { name, ...opening } of openings) {
    const key = await readyKey(vault, rows, opening);
    if (!key) throw new Problem('erased');
    keys.set(name, key);
  }
  return keys;
}

type ErrandChanges = Pick<Changes, 'records' | 'removes' | 'unchanged' | 'event' | 'further'>;

/**
 * Writes for an errand, all in one transaction or nothing: records, removals, the event, and the condition that the keys
 * still stand. `rows` are those that `unchanged` was read in.
 * @throws WriteRefused when somebody was faster; Problem `erased`, `unavailable`
 */
export async function saveErrand(
  vault: Vault,
  { service }: Errand,
  { records, removes = [], unchanged = [], event, further = [] }: ErrandChanges,
  rows?: Rows,
): Promise<void> {
  const at = vault.now();
  const keys = await keysFor(vault, records);
  const checked = new Map(
    records.flatMap((draft) => {
      const key = keys.get(sealedUnder(draft));
      return key ? [[sealedUnder(draft), { row: keyRow(draft.subject, draft.entity.purpose), keyId: key.keyId }]] : [];
    }),
  );
  const steps: Step[] = records.flatMap((draft) => {
    const { entity, ids, subject, values, replaces = 0, createdAt = at } = draft;
    const record = { entity, ids, subject, values, version: replaces + 1, createdAt, updatedAt: at };
    return [putRecord(vault, record, draft, keys.get(sealedUnder(draft))), ...putPointers(vault, record, draft)];
  });
  await writeTogether(vault.tables.dynamo, [
    ...steps,
    ...removes.map((ref) => removeRow(vault, ref)),
    ...[...checked.values()].map((key) => keyStillThere(vault, key, 'key')),
    ...unchanged.map((ref) => stillUnchanged(vault, ref, rows?.get(ref))),
    ...[event, ...further].map((happening) => putEvent(vault, { ...happening, actorId: service }, at)),
  ]);
}
