import type { Hands } from '#/domain/incidents/ports.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { liftHold, placeHold } from '#/vault/incidents/holding.ts';
import { closeSessions, reopenSessions } from '#/vault/incidents/sessions.ts';
import { accountHands } from './accounts.ts';

/** What a response can do. Each call may be repeated with the same effect. */
export const openHands = (services: Services): Hands => ({
  sessions: {
    close: (scope, incidentId) => closeSessions(services.vault, scope, incidentId),
    reopen: (scope, incidentId) => reopenSessions(services.vault, scope, incidentId),
  },
  accounts: accountHands(services),
  holds: {
    place: (personId, incidentId) => placeHold(services.vault, personId, incidentId),
    lift: (personId, incidentId) => liftHold(services.vault, personId, incidentId),
  },
});
