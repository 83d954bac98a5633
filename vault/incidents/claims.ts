import { containmentClaim } from '#/domain/data-map/entities/incidents.ts';
import type { Target } from '#/domain/incidents/targets.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { fromRow, refOf } from '#/vault/records.ts';
import { getTogether } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

/** What a claim is on: one action in force on one target. */
type Claimed = { readonly action: string; readonly target: Target };

const idsOf = ({ action, target: { type, id } }: Claimed) => ({ type, targetId: id.replaceAll('#', ' '), action });

/** Changes the list of the cases that want it. Answers those that are left. */
async function changeClaims(
  vault: Vault,
  claimed: Claimed,
  next: (incidentIds: readonly string[]) => readonly string[],
): Promise<readonly string[]> {
  const ids = idsOf(claimed);
  const ref = refOf(containmentClaim, ids);
  for (;;) {
    const row = (await getTogether(vault.tables, [ref])).get(ref);
    const record = row && fromRow(vault.instance, containmentClaim, row, undefined);
    const known = record?.values.incidentIds ?? [];
    const incidentIds = [...next(known)];
    if (incidentIds.length === known.length) return known;
    const draft: Draft = record
      ? change(record, { incidentIds })
      : create(containmentClaim, ids, vault.instance, { incidentIds });
    try {
      await writeTogether(vault.tables.dynamo, [putDraft(vault, draft, vault.now())]);
      return incidentIds;
    } catch (cause) {
      if (!(cause instanceof WriteRefused)) throw cause;
    }
  }
}

/** The cases that want an action to stay in force. */
export async function claimsOn(vault: Vault, claimed: Claimed): Promise<readonly string[]> {
  const ref = refOf(containmentClaim, idsOf(claimed));
  return ((await getTogether(vault.tables, [ref])).get(ref)?.fields.incidentIds ?? []) as string[];
}

/** The case wants the action to stay in force. */
export const claim = (vault: Vault, claimed: Claimed, incidentId: string): Promise<readonly string[]> =>
  changeClaims(vault, claimed, (known) => (known.includes(incidentId) ? known : [...known, incidentId]));

/** The case does not want it any more. Answers the cases that still do: unless there are none, it stays. */
export const disclaim = (vault: Vault, claimed: Claimed, incidentId: string): Promise<readonly string[]> =>
  changeClaims(vault, claimed, (known) => known.filter((id) => id !== incidentId));
