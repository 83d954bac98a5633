import { Problem } from '#/domain/api/problems.ts';
import { officers } from '#/domain/data-map/entities/response.ts';
import { change, create, type Draft } from '#/vault/draft.ts';
import { officersRow, personEpoch } from '#/vault/epochs.ts';
import { fromRow } from '#/vault/records.ts';
import { getTogether, type Row } from '#/vault/rows.ts';
import { putDraft } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';

type Lists = { readonly active: string[]; readonly contained: string[] };
const attempts = 10;
const without = (list: readonly string[], personId: string): string[] => list.filter((id) => id !== personId);

const listsIn = (row: Row | undefined): Lists => ({
  active: (row?.fields.active ?? []) as string[],
  contained: (row?.fields.contained ?? []) as string[],
});

/** @throws Problem `invalid-request`: somebody has to be left who can undo it */
function requireOneLeft({ active }: Lists): void {
  if (active.length > 0) return;
  throw new Problem('invalid-request', {
    detail:
      'This is the last active security officer: name another one first (npm run coachvault -- add-staff security).',
  });
}

function draftOf(vault: Vault, row: Row | undefined, next: Lists): Draft {
  const record = row && fromRow(vault.instance, officers, row, undefined);
  return record ? change(record, next) : create(officers, { role: 'security' }, vault.instance, next);
}

/**
 * The officers while a response keeps this person out; nothing for whoever is none of them.
 * @throws Problem `invalid-request` for the last one who can act
 */
export function containedOfficer(vault: Vault, personId: string, row: Row | undefined): Draft[] {
  const { active, contained } = listsIn(row);
  if (!active.includes(personId)) return [];
  const next = { active: without(active, personId), contained: [...contained, personId] };
  requireOneLeft(next);
  return [draftOf(vault, row, next)];
}

/** The officers when the person may act again; nothing for whoever is not kept out as one. */
export function releasedOfficer(vault: Vault, personId: string, row: Row | undefined): Draft[] {
  const { active, contained } = listsIn(row);
  if (!contained.includes(personId)) return [];
  return [draftOf(vault, row, { active: [...active, personId], contained: without(contained, personId) })];
}

async function changeOfficers(
  vault: Vault,
  personId: string,
  next: (lists: Lists, isKeptOut: boolean) => Lists | undefined,
): Promise<void> {
  const own = personEpoch(personId);
  for (let attempt = 1; ; attempt++) {
    const rows = await getTogether(vault.tables, [officersRow, own]);
    const row = rows.get(officersRow);
    const lists = next(listsIn(row), rows.get(own)?.fields.frozen === true);
    if (!lists) return;
    try {
      await writeTogether(vault.tables.dynamo, [putDraft(vault, draftOf(vault, row, lists), vault.now())]);
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt === attempts) throw cause;
    }
  }
}

/** Somebody has the role of a security officer from now on. Repeated, it changes nothing. */
export const addOfficer = (vault: Vault, personId: string): Promise<void> =>
  changeOfficers(vault, personId, ({ active, contained }, isKeptOut) => {
    if (active.includes(personId) || contained.includes(personId)) return undefined;
    return isKeptOut ? { active, contained: [...contained, personId] } : { active: [...active, personId], contained };
  });

/**
 * Somebody loses the role. Repeated, it changes nothing.
 * @throws Problem `invalid-request` for the last one who can act
 */
export const removeOfficer = (vault: Vault, personId: string): Promise<void> =>
  changeOfficers(vault, personId, ({ active, contained }) => {
    if (!active.includes(personId) && !contained.includes(personId)) return undefined;
    const next = { active: without(active, personId), contained: without(contained, personId) };
    if (active.includes(personId)) requireOneLeft(next);
    return next;
  });
