import type { Eyes } from '#/domain/incidents/ports.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import { readAccount } from './accounts.ts';
import { awsEyes } from './aws-eyes.ts';
import { tableEyes } from './table-eyes.ts';

/** What a response sees, read at the moment it asks: nothing is remembered from one look to the next. */
export const openEyes = (services: Services): Eyes => ({
  second: () => Math.floor(services.now() / 1000),
  account: (personId) => readAccount(services, personId),
  ...tableEyes(services.vault),
  ...awsEyes(services),
});
