import { serve } from '#/lambdas/platform/serve.ts';
import { safeguards } from './contract.ts';
import { safeguardOperations } from './safeguards.ts';

export const handler = serve(safeguards, safeguardOperations);
