import { heldKey } from '#/domain/data-map/entities/keys.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { create } from '#/vault/draft.ts';
import { readHolds } from '#/vault/holds.ts';
import type { RowRef } from '#/vault/rows.ts';
import { removeRow } from '#/vault/steps.ts';
import type { WrappedKey } from '#/vault/wrapping.ts';
import { type FactOf, type Remedy, readRow, write } from './remedy.ts';

type Destroyed = FactOf<'key_destroyed'>;
const refOf = ({ personId, sk }: Destroyed): RowRef => ({ store: 'keys', pk: `subject#${personId}`, sk });

/** The rows of held keys have the id in their place, the others among their fields. */
const isIt = ({ sk, keyId }: Destroyed, found: unknown): boolean => sk === `held#${keyId}` || found === keyId;

/** A key that was destroyed is destroyed again; under a hold that stood then, it goes where only a court can open it. */
export const destroyedKeys: Remedy<Destroyed> = {
  async undone(vault, fact) {
    const row = await readRow(vault, refOf(fact));
    return row !== undefined && isIt(fact, row.fields.keyId);
  },
  async mend(vault, fact) {
    const { personId, sk, keyId } = fact;
    const ref = refOf(fact);
    const row = await readRow(vault, ref);
    if (!row || !isIt(fact, row.fields.keyId)) return;
    const holds = await readHolds(vault, [personId]);
    const [kind, purpose] = sk.split('#') as [string, Purpose];
    const isKept = holds.isHeld(personId) && kind === 'key';
    const held = isKept ? await vault.keys.rewrap(row.fields as WrappedKey, purpose, 'legal_claims') : undefined;
    const kept = held
      ? [create(heldKey, { subjectId: personId, keyId }, personId, { purpose, wrapped: held.wrapped })]
      : [];
    await write(vault, kept, [removeRow(vault, { ...ref, version: row.version }), holds.unchanged(personId)]);
  },
  says: ({ personId, sk, keyId }) => `the key ${sk} (${keyId}) of ${personId} stands again`,
};
