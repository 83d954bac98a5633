import { officersRow } from '#/vault/epochs.ts';
import type { Vault } from '#/vault/vault.ts';
import { changeEpochs } from './epochs.ts';
import { containedOfficer, releasedOfficer } from './officers.ts';

/** As whom a response writes. */
export const responder = 'service:response';

/** Tokens of sign-ins up to this many seconds after the moment of reopening are refused: clocks differ, and sign-outs take their time. */
const reopenMargin = 5;

/** Frozen or not is all that a response says of them: what a restore or an erasure says stays as it is. */
function setFrozen(vault: Vault, scope: string, frozen: boolean, incidentId: string): Promise<void> {
  const second = () => Math.floor(vault.now() / 1000) + (frozen ? 0 : reopenMargin);
  const nextOfficers = frozen ? containedOfficer : releasedOfficer;
  return changeEpochs(vault, scope, {
    next: ({ revokedBefore }) => ({ frozen, revokedBefore: Math.max(revokedBefore, second()) }),
    event: {
      type: frozen ? 'sessions.closed' : 'sessions.reopened',
      subjectId: scope,
      resourceId: incidentId,
      actorId: responder,
    },
    along: { reads: [officersRow], drafts: (rows) => nextOfficers(vault, scope, rows.get(officersRow)) },
  });
}

/**
 * Keeps out every sign-in up to now, of a person, an organisation, the staff or the whole instance: one transaction,
 * effective at the next request. Repeating it moves the second on.
 * @throws Problem `not-found`; `invalid-request` for the last active security officer
 */
export const closeSessions = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  setFrozen(vault, scope, true, incidentId);

/** Lets in again who signs in anew; an officer is one again. */
export const reopenSessions = (vault: Vault, scope: string, incidentId: string): Promise<void> =>
  setFrozen(vault, scope, false, incidentId);
