import { serve } from '#/lambdas/platform/serve.ts';
import { integrations } from './contract.ts';
import { ownOperations } from './own.ts';
import { registerOperations } from './register.ts';

export const handler = serve(integrations, { ...registerOperations, ...ownOperations });
