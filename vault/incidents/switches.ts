import { responseSwitch } from '#/domain/data-map/entities/response.ts';
import type { SwitchName } from '#/domain/incidents/switches.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { fromRow } from '#/vault/records.ts';
import { getTogether, type Row } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { isOff, switchRow } from '#/vault/switch-rows.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

type Cases = (incidentIds: readonly string[]) => readonly string[];

/** Fewer than DynamoDB takes in one transaction: a long list needs several, and each may be repeated. */
const together = 50;
const attempts = 10;

/** What a row becomes; nothing when it stands like that. The row stays when no case is left, so that no writer mistakes a new one for it. */
function nextSwitch(vault: Vault, what: SwitchName, scope: string, row: Row | undefined, next: Cases): Draft[] {
  const record = row && fromRow(vault.instance, responseSwitch, row, undefined);
  const known = record?.values.incidentIds ?? [];
  const incidentIds = [...next(known)];
  if (incidentIds.length === known.length) return [];
  const draft = record
    ? change(record, { incidentIds })
    : create(responseSwitch, { scope, what }, vault.instance, { what, incidentIds });
  return [draft];
}

async function changeSome(vault: Vault, what: SwitchName, scopes: readonly string[], next: Cases): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const refs = scopes.map((scope) => switchRow(what, scope));
    const rows = await getTogether(vault.tables, refs);
    const drafts = scopes.flatMap((scope) => nextSwitch(vault, what, scope, rows.get(switchRow(what, scope)), next));
    if (drafts.length === 0) return;
    try {
      const at = vault.now();
      await writeTogether(
        vault.tables.dynamo,
        drafts.map((draft) => putDraft(vault, draft, at)),
      );
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt === attempts) throw cause;
    }
  }
}

async function changeAll(vault: Vault, what: SwitchName, scopes: readonly string[], next: Cases): Promise<void> {
  for (let from = 0; from < scopes.length; from += together)
    await changeSome(vault, what, scopes.slice(from, from + together), next);
}

/** The case wants it off, for each of the scopes. Repeated, it changes nothing. */
export const turnOff = (vault: Vault, what: SwitchName, scopes: readonly string[], incidentId: string): Promise<void> =>
  changeAll(vault, what, scopes, (known) => (known.includes(incidentId) ? known : [...known, incidentId]));

/** The case does not want it off any more; what another case wants off stays off. Repeated, it changes nothing. */
export const turnOn = (vault: Vault, what: SwitchName, scopes: readonly string[], incidentId: string): Promise<void> =>
  changeAll(vault, what, scopes, (known) => known.filter((id) => id !== incidentId));

/** Whether it is off at this moment. */
export async function isTurnedOff(vault: Vault, what: SwitchName, scope: string): Promise<boolean> {
  return isOff(await getTogether(vault.tables, [switchRow(what, scope)]), what, scope);
}
