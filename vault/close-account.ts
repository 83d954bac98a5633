import type { Pool } from '#/domain/access/roles.ts';
import { Problem } from '#/domain/api/problems.ts';
import type { Choices } from '#/domain/consent/choices.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { accountErasure } from '#/domain/data-map/entities/erasures.ts';
import { heldKey, subjectHolds, subjectKey } from '#/domain/data-map/entities/keys.ts';
import type { ValuesOf } from '#/domain/data-map/entity.ts';
import type { Purpose } from '#/domain/data-map/purposes.ts';
import { consentRow } from './consent-gate.ts';
import { change, create, type Draft } from './draft.ts';
import { holdsRow, personEpoch } from './epochs.ts';
import type { Errand } from './errand.ts';
import { holdIdsIn } from './holds.ts';
import { fromRow, idsIn, refOf } from './records.ts';
import { getTogether, type Row, type RowRef, type Rows } from './rows.ts';
import { putDraft, putEvent, removeRow, stillUnchanged } from './steps.ts';
import { rowsBelow } from './subject-rows.ts';
import { type Step, WriteRefused, writeTogether } from './transaction.ts';
import type { Vault } from './vault.ts';
import type { WrappedKey } from './wrapping.ts';

/** What became of an account: unreadable for good, or, under a legal hold, for everybody but a court. */
export type Closed = ValuesOf<typeof accountErasure>;

type Read = {
  readonly rows: Rows;
  /** Every row of the person in the key table, but for that of their holds. */
  readonly keys: readonly Row[];
  readonly holdIds: readonly string[];
  readonly known: Closed | undefined;
};

/** The request behind it, and the user pools that know the person: what is written down before they are gone there. */
type Asked = { readonly requestId: string; readonly accounts: readonly Pool[] };

const attempts = 10;
const erasureRow = (personId: string): RowRef => refOf(accountErasure, { personId });

async function readAll(vault: Vault, personId: string): Promise<Read> {
  const keys: Row[] = [];
  for await (const page of rowsBelow(vault, { store: 'keys', pk: `subject#${personId}` })) keys.push(...page);
  const refs = [holdsRow(personId), personEpoch(personId), consentRow(personId), erasureRow(personId)];
  const rows = await getTogether(vault.tables, refs);
  return {
    rows,
    keys: keys.filter(({ entity }) => entity !== subjectHolds.name),
    holdIds: holdIdsIn(rows.get(holdsRow(personId))),
    known: rows.get(erasureRow(personId))?.fields as Closed | undefined,
  };
}

/** Under a hold, keys that were kept for a court stay; without one, everything goes. */
const toDestroy = ({ keys, holdIds }: Read): readonly Row[] =>
  holdIds.length > 0 ? keys.filter(({ entity }) => entity !== heldKey.name) : keys;

const keyIdOf = ({ sk, fields }: Row): string => (fields.keyId as string | undefined) ?? sk.split('#')[1] ?? '';
const nameOf = ({ sk, entity, fields }: Row): string =>
  entity === heldKey.name ? `held#${String(fields.purpose)}` : sk;

/** A key under a hold, wrapped for legal claims: no function of the API opens that. */
async function heldDraft(vault: Vault, personId: string, row: Row): Promise<Draft> {
  const { purpose } = idsIn(subjectKey.key, row) as { purpose: Purpose };
  const { keyId, wrapped } = await vault.keys.rewrap(row.fields as WrappedKey, purpose, 'legal_claims');
  return create(heldKey, { subjectId: personId, keyId }, personId, { purpose, wrapped });
}

/** Nobody comes in any more, whatever token they hold. */
function closedEpoch(vault: Vault, rows: Rows, personId: string): Draft[] {
  const row = rows.get(personEpoch(personId));
  if (!row) throw new Problem('not-found');
  const epoch = fromRow(vault.instance, sessionEpoch, row, undefined);
  if (epoch.values.status === 'closed') return [];
  const revokedBefore = Math.max(epoch.values.revokedBefore, Math.floor(vault.now() / 1000));
  return [change(epoch, { status: 'closed', revokedBefore })];
}

/** What was consented to is so no longer. The ledger, which proves what was chosen, stays as it is. */
function endedConsents(vault: Vault, rows: Rows, personId: string): Draft[] {
  const row = rows.get(consentRow(personId));
  if (!row) return [];
  const state = fromRow(vault.instance, consentState, row, undefined);
  const choices = Object.entries(state.values.choices as Choices).map(([purpose, choice]) => {
    const isOn = choice?.state === 'given' || choice?.state === 'requested';
    return [purpose, isOn ? { ...choice, state: 'invalidated', at: vault.now() } : choice];
  });
  return [change(state, { choices: Object.fromEntries(choices) as typeof state.values.choices })];
}

function nextOf({ known, holdIds, ...read }: Read, { requestId, accounts }: Asked, at: number): Closed {
  const destroyed = toDestroy({ known, holdIds, ...read }).map((row) => `${nameOf(row)}|${keyIdOf(row)}`);
  return {
    requestId: known?.requestId ?? requestId,
    state: holdIds.length > 0 ? 'held' : 'erased',
    closedAt: known?.closedAt ?? at,
    destroyed: [...(known?.destroyed ?? []), ...destroyed],
    holdIds: [...(holdIds.length > 0 ? holdIds : (known?.holdIds ?? []))],
    accounts: known?.accounts ?? [...accounts],
  };
}

function marked(vault: Vault, personId: string, { rows }: Read, next: Closed): Draft {
  const row = rows.get(erasureRow(personId));
  return row
    ? change(fromRow(vault.instance, accountErasure, row, undefined), next)
    : create(accountErasure, { personId }, personId, next);
}

/** The row of the holds is as it was read, or goes with the keys. */
function holdSteps(vault: Vault, personId: string, { rows, holdIds }: Read): Step[] {
  const ref = holdsRow(personId);
  const row = rows.get(ref);
  if (!row || holdIds.length > 0) return [stillUnchanged(vault, ref, row)];
  return [removeRow(vault, { ...ref, version: row.version })];
}

async function stepsOf(vault: Vault, { service, personId }: Errand, read: Read, next: Closed): Promise<Step[]> {
  const at = vault.now();
  const going = toDestroy(read);
  const kept = read.holdIds.length > 0 ? going.filter(({ entity }) => entity === subjectKey.name) : [];
  const drafts = [
    ...closedEpoch(vault, read.rows, personId),
    ...endedConsents(vault, read.rows, personId),
    marked(vault, personId, read, next),
    ...(await Promise.all(kept.map((row) => heldDraft(vault, personId, row)))),
  ];
  const event = {
    type: read.holdIds.length > 0 ? 'account.held' : 'account.erased',
    subjectId: personId,
    resourceId: next.requestId,
    actorId: service,
    rows: going.map((row) => `${row.sk}|${keyIdOf(row)}`),
  };
  return [
    ...going.map(({ pk, sk, version }) => removeRow(vault, { store: 'keys', pk, sk, version })),
    ...holdSteps(vault, personId, read),
    ...drafts.map((draft) => putDraft(vault, draft, at)),
    putEvent(vault, event, at),
  ];
}

/** Whether there is nothing left to do: a repeated call finds what the first one did. */
const isDone = (read: Read): boolean =>
  read.known !== undefined &&
  toDestroy(read).length === 0 &&
  (read.known.state === 'erased' || read.holdIds.length > 0);

/**
 * Makes everything of a person unreadable, in one transaction: all keys and lenses go, the account closes, consents end, and
 * the ledger will know. A hold that stands beats it: the keys move to where only a court can have them opened. One that comes
 * or goes meanwhile makes it start over. May be repeated.
 * @throws Problem `not-found` for somebody who is not there, `unavailable`
 */
export async function closeAccount(vault: Vault, errand: Errand, asked: Asked): Promise<Closed> {
  for (let attempt = 1; ; attempt++) {
    const read = await readAll(vault, errand.personId);
    if (read.known && isDone(read)) return read.known;
    const next = nextOf(read, asked, vault.now());
    try {
      await writeTogether(vault.tables.dynamo, await stepsOf(vault, errand, read, next));
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt >= attempts) throw cause;
    }
  }
}
