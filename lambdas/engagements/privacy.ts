import { type Choices, inForce } from '#/domain/consent/choices.ts';
import { consentState } from '#/domain/data-map/entities/consent.ts';
import { engagement, programmeTerms } from '#/domain/data-map/entities/directory.ts';
import { needsConsent, purposeNames, purposes } from '#/domain/data-map/purposes.ts';
import { represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import { present } from '#/vault/door.ts';
import { isErased } from '#/vault/unseal.ts';
import { of } from '#/vault/visit.ts';
import type { privacyRoutes } from './privacy.contract.ts';
import { showOne } from './show.ts';

const listed = (choices: Choices, now: number) =>
  purposeNames.map((purpose) => ({
    purpose,
    says: purposes[purpose].says,
    basis: purposes[purpose].basis,
    on: needsConsent(purpose) ? inForce(purpose, choices[purpose], now) : true,
  }));

export const privacyOperations: Operations<typeof privacyRoutes> = {
  readPrivacyReview: async ({ door, params, caller }, { now }) => {
    const { personId } = caller;
    const found = await door.open({ record: of(engagement, params), state: of(consentState, { personId }) });
    const record = present<typeof engagement>(found.record);
    const choices = found.state && !isErased(found.state) ? found.state.values.choices : {};
    const { organizationId, termsId, privacyReviewedAt = null } = record.values;
    const terms = await door.read(programmeTerms, { organizationId, termsId });
    const { contentClass, retention } = represent(record);
    const { sponsorSees } = terms.values;
    const { engagementId } = params;
    return {
      engagementId,
      confirmedAt: privacyReviewedAt,
      sponsorSees,
      purposes: listed(choices, now()),
      contentClass,
      retention,
    };
  },

  reviewPrivacy: async ({ door, params }, { now }) => {
    const record = await door.read(engagement, params);
    const at = new Date(now()).toISOString();
    const { clientJoinedAt = at } = record.values;
    const reviewed = { privacyReviewedAt: at, clientJoinedAt };
    return showOne(door, await door.revise('engagement.privacy_reviewed', record, reviewed));
  },
};
