import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { copies } from './contract.ts';
import { deliveryOperations } from './deliveries.ts';
import { importOperations } from './imports.ts';

export const handler = serve(copies, { ...deliveryOperations, ...importOperations }, { buckets: objectStore });
