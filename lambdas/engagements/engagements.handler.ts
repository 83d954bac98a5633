import { serve } from '#/lambdas/platform/serve.ts';
import { agreementOperations } from './agreements.ts';
import { engagements } from './contract.ts';
import { courseOperations } from './course.ts';
import { engagementOperations } from './engagements.ts';
import { privacyOperations } from './privacy.ts';

export const handler = serve(engagements, {
  ...engagementOperations,
  ...agreementOperations,
  ...privacyOperations,
  ...courseOperations,
});
