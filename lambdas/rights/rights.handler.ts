import { serve } from '#/lambdas/platform/serve.ts';
import { rights } from './contract.ts';
import { requestOperations } from './requests.ts';

export const handler = serve(rights, requestOperations);
