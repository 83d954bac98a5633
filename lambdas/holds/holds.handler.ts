import { serve } from '#/lambdas/platform/serve.ts';
import { holds } from './contract.ts';
import { holdOperations } from './holds.ts';

export const handler = serve(holds, holdOperations);
