import { consentEntry } from '#/domain/data-map/entities/consent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { historyRoutes } from './history.contract.ts';

export const historyOperations: Operations<typeof historyRoutes> = {
  listConsentHistory: async ({ door, caller, query }) => {
    const { items, next } = await door.list(consentEntry, { personId: caller.personId }, query);
    const shown = items.filter(
      ({ values }) =>
        (query.purpose === undefined || values.purpose === query.purpose) &&
        (query.state === undefined || values.state === query.state),
    );
    return {
      items: shown.map(({ ids, values }) => ({
        ...values,
        sequence: Number(ids.sequence),
        at: new Date(values.at).toISOString(),
      })),
      next,
    };
  },
};
