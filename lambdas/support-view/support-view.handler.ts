import { serve } from '#/lambdas/platform/serve.ts';
import { supportView } from './contract.ts';
import { viewOperations } from './view.ts';

export const handler = serve(supportView, viewOperations);
