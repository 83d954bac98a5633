import { serve } from '#/lambdas/platform/serve.ts';
import { supportGrants } from './contract.ts';
import { grantOperations } from './grants.ts';
import { ownGrantOperations } from './own-grants.ts';

export const handler = serve(supportGrants, { ...grantOperations, ...ownGrantOperations });
