import { Problem } from '#/domain/api/problems.ts';
import { sessionEpoch } from '#/domain/data-map/entities/directory.ts';
import { change, type Draft } from '#/vault/draft.ts';
import { officersRow } from '#/vault/epochs.ts';
import { fromRow } from '#/vault/records.ts';
import { getTogether, type Rows } from '#/vault/rows.ts';
import { putDraft, putEvent } from '#/vault/steps.ts';
import { WriteRefused, writeTogether } from '#/vault/transaction.ts';
import type { Vault } from '#/vault/vault.ts';
import { containedOfficer, releasedOfficer } from './officers.ts';
import { epochsOf } from './standing.ts';

/** As whom a response writes. */
export const responder = 'service:response';
const attempts = 10;

/** Tokens of sign-ins up to this many seconds after the moment of reopening are refused: clocks differ, and sign-outs take their time. */
const reopenMargin = 5;

/** Frozen or not is all that a response says of them: what a restore or an erasure says stays as it is. */
function nextEpochs(vault: Vault, scope: string, rows: Rows, frozen: boolean): Draft[] {
  const second = Math.floor(vault.now() / 1000) + (frozen ? 0 : reopenMargin);
  return epochsOf(scope).map((ref) => {
    const row = rows.get(ref);
    if (!row) throw new Problem('not-found');
    const epoch = fromRow(vault.instance, sessionEpoch, row, undefined);
    return change(epoch, { frozen, revokedBefore: Math.max(epoch.values.revokedBefore, second) });
  });
}

async function set(vault: Vault, scope: string, frozen: boolean, incidentId: string): Promise<void> {
  const refs = [...epochsOf(scope), officersRow];
  for (let attempt = 0; ; attempt++) {
    const rows = await getTogether(vault.tables, refs);
    const drafts = [
      ...nextEpochs(vault, scope, rows, frozen),
      ...(frozen ? containedOfficer : releasedOfficer)(vault, scope, rows.get(officersRow)),
    ];
    const at = vault.now();
    const event = {
      type: frozen ? 'sessions.closed' : 'sessions.reopened',
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
 * Keeps out every sign-in up to now, of a person, an organisation, the staff or the whole instance: one transaction, effective at the
 * next request. Repeating it moves the second on.
 * @throws Problem `not-found`; `invalid-request` for the last active security officer
 */
export const closeSessions = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  set(vault, scope, true, incidentId);

/** Lets in again who signs in anew; an officer is one again. */
export const reopenSessions = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  set(vault, scope, false, incidentId);
