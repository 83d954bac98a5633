import { serve } from '#/lambdas/platform/serve.ts';
import { incidents } from './contract.ts';
import { incidentOperations } from './incidents.ts';

export const handler = serve(incidents, incidentOperations);
