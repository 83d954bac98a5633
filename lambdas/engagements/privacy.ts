import { engagement, programmeTerms } from '#/domain/data-map/entities/directory.ts';
import { needsConsent, type Purpose, purposes } from '#/domain/data-map/purposes.ts';
import { represent } from '#/lambdas/platform/represent.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { privacyRoutes } from './privacy.contract.ts';
import { showOne } from './show.ts';

const listed = (Object.keys(purposes) as Purpose[]).map((purpose) => ({
  purpose,
  says: purposes[purpose].says,
  basis: purposes[purpose].basis,
  on: !needsConsent(purpose),
}));

export const privacyOperations: Operations<typeof privacyRoutes> = {
  readPrivacyReview: async ({ door, params }) => {
    const record = await door.read(engagement, params);
    const { organizationId, termsId, privacyReviewedAt = null } = record.values;
    const terms = await door.read(programmeTerms, { organizationId, termsId });
    const { contentClass, retention } = represent(record);
    const { sponsorSees } = terms.values;
    const { engagementId } = params;
    return { engagementId, confirmedAt: privacyReviewedAt, sponsorSees, purposes: listed, contentClass, retention };
  },

  reviewPrivacy: async ({ door, params }, { now }) => {
    const record = await door.read(engagement, params);
    const at = new Date(now()).toISOString();
    const { clientJoinedAt = at } = record.values;
    const reviewed = { privacyReviewedAt: at, clientJoinedAt };
    return showOne(door, await door.revise('engagement.privacy_reviewed', record, reviewed));
  },
};
