import { consentState } from '#/domain/data-map/entities/consent.ts';
import { guardian, type guardianship } from '#/domain/data-map/entities/guardians.ts';
import { consentRow } from '#/vault/consent-gate.ts';
import { choiceRows } from '#/vault/consent-keys.ts';
import { type Along, type ConsentRecord, changesOf } from '#/vault/consents.ts';
import { change } from '#/vault/draft.ts';
import { saveErrand } from '#/vault/errand-write.ts';
import { guardianshipsInForce, officeRows } from '#/vault/guardianships.ts';
import { expiring, lapsesOf } from '#/vault/lapses.ts';
import { fromRow, type OpenRecord, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { WriteRefused } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

const service = 'service:majority-clock';
const channel = 'majority-clock';

async function stateOf(vault: Vault, personId: string): Promise<ConsentRecord | undefined> {
  const ref = consentRow(personId);
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  return row && { ...fromRow(vault.instance, consentState, row, undefined), deleteAfter: undefined };
}

/** The guardianship and the relation it made, at their end. */
async function ended(vault: Vault, found: OpenRecord<typeof guardianship>): Promise<Along> {
  const { personId, guardianId } = found.values;
  const ref = refOf(guardian, { personId, guardianId });
  const row = (await getTogether(vault.tables, [ref])).get(ref);
  const relation = row ? [change(fromRow(vault.instance, guardian, row, undefined), { status: 'ended' })] : [];
  return {
    records: [change(found, { state: 'ended', endedAt: vault.now() }), ...relation],
    removes: officeRows(found),
  };
}

/** One transaction: the guardianship, what was given by it, and its keys. */
async function end(vault: Vault, found: OpenRecord<typeof guardianship>): Promise<void> {
  const { personId } = found.values;
  const along = await ended(vault, found);
  const before = await stateOf(vault, personId);
  const keys = lapsesOf(vault, before).flatMap((purpose) => choiceRows(personId, purpose));
  const rows = await getTogether(vault.tables, keys);
  const [first, ...rest] = expiring(vault, before, { actorId: service, channel });
  const type = 'guardian.ended';
  const changes = first
    ? await changesOf({ vault, rows }, [first, ...rest], { personId, state: before, along: () => along, type })
    : { ...along, event: { type, subjectId: personId, resourceId: found.ids.guardianshipId } };
  const errand = { service, name: channel, purposes: ['consent_proof'], personId } as const;
  await saveErrand(vault, errand, changes, rows).catch((cause: unknown) => {
    // The young adult chose at the same moment; tomorrow's run looks again.
    if (!(cause instanceof WriteRefused)) throw cause;
  });
}

/** Ends every guardianship whose minor has come of age, whether or not anybody of them ever comes back. */
export async function endAtMajority(vault: Vault): Promise<void> {
  for await (const found of guardianshipsInForce(vault)) {
    const { state, until } = found.values;
    if (state === 'confirmed' && until !== undefined && until <= vault.now()) await end(vault, found);
  }
}
