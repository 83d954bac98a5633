import { effectsOf } from '#/domain/consent/preview.ts';
import { consentPurposes } from '#/domain/data-map/purposes.ts';
import { byThemselves } from '#/lambdas/platform/chooser.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { consult } from '#/vault/consents.ts';
import { choose } from './choosing.ts';
import type { consentRoutes } from './consents.contract.ts';
import { settled } from './lapses.ts';
import { showDecided, toggleOf } from './toggle.ts';

export const consentOperations: Operations<typeof consentRoutes> = {
  readConsents: async ({ door, caller }, { vault }) => {
    const { personId } = caller;
    const { state } = await settled(vault, door, personId, () => consult(door, personId, []));
    const { optOutSignalAt } = state?.values ?? {};
    return {
      consents: await Promise.all(consentPurposes.map((purpose) => toggleOf(vault, personId, state, purpose))),
      optOutSignalAppliedAt: optOutSignalAt === undefined ? null : new Date(optOutSignalAt).toISOString(),
    };
  },

  decideConsent: async (request, { vault }) => {
    const { door, body, caller } = request;
    const { personId, organizationIds } = caller;
    const by = await byThemselves(vault, request);
    const recorded = await choose(vault, door, body, { personId, reader: personId, by, organizationIds });
    const shown = await showDecided(vault, personId, recorded, body.purpose);
    return { ...shown, receipt: `/v1/me/consents/history/${shown.sequence}/receipt` };
  },

  previewConsent: async ({ door, query }) => {
    await door.admission();
    const { purpose, choice } = query;
    return {
      purpose,
      choice,
      effects: [...effectsOf(purpose, choice)],
      coreService: 'Nothing else changes: every part of the service that rests on no consent answers as before.',
    };
  },
};
