import { openApiDocument } from '#/domain/api/openapi/document.ts';
import { operatorAccess } from '#/domain/data-map/operator-access.ts';
import { areas } from '#/lambdas/contract.ts';
import { awsRegion } from '#/lambdas/platform/config.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { publicArea } from './contract.ts';
import { documentOperations } from './documents.ts';
import { proofOperations } from './proof.ts';

const apiVersion = '1.0.0';
const securityTxtDays = 180;

export const handler = serve(publicArea, {
  readOpenApi: async (_, { config }) => openApiDocument(areas, { door: config.COACHVAULT_DOOR, version: apiVersion }),

  readInstance: async (_, { config, instance, siblings }) => ({
    instance,
    jurisdiction: config.COACHVAULT_JURISDICTION,
    region: awsRegion(),
    door: config.COACHVAULT_DOOR,
    siblings,
    signIn: {
      workforce: { userPoolId: config.COACHVAULT_WORKFORCE_POOL, clientId: config.COACHVAULT_WORKFORCE_CLIENT },
      clients: { userPoolId: config.COACHVAULT_CLIENTS_POOL, clientId: config.COACHVAULT_CLIENTS_CLIENT },
    },
    operatorAccess: operatorAccess(),
  }),

  readSecurityTxt: async (_, { config, now }) => {
    const expires = new Date(now() + securityTxtDays * 86_400_000).toISOString();
    const lines = [
      `Contact: ${config.COACHVAULT_SECURITY_CONTACT}`,
      `Expires: ${expires}`,
      'Preferred-Languages: en',
      `Canonical: ${config.COACHVAULT_DOOR}/.well-known/security.txt`,
    ];
    return `${lines.join('\n')}\n`;
  },

  ...documentOperations,
  ...proofOperations,
});
