import { serve } from '#/lambdas/platform/serve.ts';
import { organizations } from './contract.ts';
import { memberOperations } from './members.ts';
import { organizationOperations } from './organizations.ts';
import { reportOperations } from './reports.ts';
import { termsOperations } from './terms.ts';

export const handler = serve(organizations, {
  ...organizationOperations,
  ...memberOperations,
  ...termsOperations,
  ...reportOperations,
});
