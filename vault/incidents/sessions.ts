import { Problem } from '#/domain/api/problems.ts';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { officers } from '#/domain/data-map/entities/incidents.ts';
import { change, type Draft } from '#/vault/draft.ts';
import { fromRow, refOf } from '#/vault/records.ts';
import { getTogether, type Row, type Rows } from '#/vault/rows.ts';
import { putDraft, putEvent } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { epochsOf } from './standing.ts';

/** As whom a response writes. */
export const responder = 'service:response';
const officersRow = refOf(officers, { role: 'security' });
const attempts = 10;

/** Tokens of sign-ins up to this many seconds after the moment of reopening are refused: clocks differ, and sign-outs take their time. */
const reopenMargin = 5;

function nextEpochs(vault: Vault, scope: string, rows: Rows, status: 'active' | 'suspended'): Draft[] {
  const second = Math.floor(vault.now() / 1000) + (status === 'active' ? reopenMargin : 0);
  return epochsOf(scope).flatMap((ref) => {
    const row = rows.get(ref);
    if (!row) throw new Problem('not-found');
    const epoch = fromRow(vault.instance, sessionEpoch, row, undefined);
    if (epoch.values.status === 'closed') return [];
    const revokedBefore = Math.max(epoch.values.revokedBefore, second);
    return [change(epoch, { status, revokedBefore })];
  });
}

/**
 * The officers without, or again with, this person. The last one stays: somebody has to be left who can undo it.
 * @throws Problem `invalid-request` for the last one
 */
function nextOfficers(vault: Vault, scope: string, row: Row | undefined, status: 'active' | 'suspended'): Draft[] {
  if (!row) return [];
  const record = fromRow(vault.instance, officers, row, undefined);
  const [from, to] = status === 'active' ? (['contained', 'active'] as const) : (['active', 'contained'] as const);
  if (!record.values[from].includes(scope)) return [];
  if (from === 'active' && record.values.active.length === 1)
    throw new Problem('invalid-request', {
      detail:
        'This is the last active security officer: name another one first (npm run coachvault -- add-staff security).',
    });
  const left = record.values[from].filter((personId) => personId !== scope);
  return [change(record, { [from]: left, [to]: [...record.values[to], scope] })];
}

async function set(vault: Vault, scope: string, status: 'active' | 'suspended', incidentId: string): Promise<void> {
  const refs = [...epochsOf(scope), officersRow];
  for (let attempt = 0; ; attempt++) {
    const rows = await getTogether(vault.tables, refs);
    const drafts = [
      ...nextEpochs(vault, scope, rows, status),
      ...nextOfficers(vault, scope, rows.get(officersRow), status),
    ];
    const at = vault.now();
    const event = {
      type: status === 'active' ? 'sessions.reopened' : 'sessions.closed',
      subjectId: scope,
      resourceId: incidentId,
      actorId: responder,
    };
    try {
      await writeTogether(vault.tables.dynamo, [
        ...drafts.map((draft) => putDraft(vault, draft, at)),
        putEvent(vault, event, at),
      ]);
      return;
    } catch (cause) {
      if (!(cause instanceof WriteRefused) || attempt === attempts) throw cause;
    }
  }
}

/**
 * Keeps out every sign-in up to now, of a person, an organisation or the whole instance: one transaction, effective at the
 * next request. Repeating it moves the second on.
 * @throws Problem `not-found`; `invalid-request` for the last active security officer
 */
export const closeSessions = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  set(vault, scope, 'suspended', incidentId);

/** Lets in again who signs in anew; an officer is one again. */
export const reopenSessions = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  set(vault, scope, 'active', incidentId);
