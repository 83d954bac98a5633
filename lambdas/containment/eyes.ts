import type { Eyes } from '#/domain/incidents/ports.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { admits, isHeld, standingOf } from '#/vault/incidents/standing.ts';
import { readAccount } from './accounts.ts';

/** What a response sees, read at the moment it asks: nothing is remembered from one look to the next. */
export const openEyes = (services: Services): Eyes => ({
  second: () => Math.floor(services.now() / 1000),
  standing: (scope) => standingOf(services.vault, scope),
  account: (personId) => readAccount(services, personId),
  admits: (personId, authTime) => admits(services.vault, personId, authTime),
  isHeld: (personId) => isHeld(services.vault, personId),
});
