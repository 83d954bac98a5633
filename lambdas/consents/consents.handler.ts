import { serve } from '#/lambdas/platform/serve.ts';
import { ageOperations } from './age-band.ts';
import { consentOperations } from './consents.ts';
import { consents } from './contract.ts';
import { historyOperations } from './history.ts';
import { objectionOperations } from './objections.ts';
import { heedingOptOut } from './opt-out.ts';
import { proofOperations } from './proof.ts';
import { wardOperations } from './wards.ts';

export const handler = serve(consents, {
  ...heedingOptOut({ ...consentOperations, ...historyOperations, ...proofOperations }),
  ...objectionOperations,
  ...ageOperations,
  ...wardOperations,
});
