import { mapVersion } from '#/domain/data-map/version.ts';
import { contentAccess } from '#/domain/documents/content-access.ts';
import type { DocumentFacts } from '#/domain/documents/facts.ts';
import { fullNotice } from '#/domain/documents/full-notice.ts';
import { html } from '#/domain/documents/html.ts';
import { shortNotice } from '#/domain/documents/short-notice.ts';
import { trust } from '#/domain/documents/trust.ts';
import { notClaimed } from '#/domain/governance/not-claimed.ts';
import { areas } from '#/lambdas/contract.ts';
import { awsRegion } from '#/lambdas/platform/config.ts';
import { controllerOf } from '#/lambdas/platform/controller.ts';
import type { Operations } from '#/lambdas/platform/serve.ts';
import type { Services } from '#/lambdas/platform/services.ts';
import type { documentRoutes } from './documents.contract.ts';

const factsOf = (services: Services): DocumentFacts => ({
  controller: controllerOf(services),
  backupRegion: services.config.COACHVAULT_BACKUP_REGION,
  securityContact: services.config.COACHVAULT_SECURITY_CONTACT,
  areas,
});

const notices = { short: shortNotice, full: fullNotice } as const;

export const documentOperations: Operations<typeof documentRoutes> = {
  readPrivacyNotice: async ({ query }, services) => html(notices[query.layer](factsOf(services)), query.locale),

  readTrust: async (_, services) => html(trust(factsOf(services))),

  readEncryption: async (_, { instance }) => {
    const { classes, records } = contentAccess(areas);
    const about = { instance, region: awsRegion(), mapVersion: mapVersion.version };
    return { ...about, classes, records, notClaimed: [...notClaimed] };
  },
};
