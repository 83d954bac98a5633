import { objectStore } from '#/lambdas/platform/object-store.ts';
import { serve } from '#/lambdas/platform/serve.ts';
import { copies } from './contract.ts';
import { deliveryOperations } from './deliveries.ts';

export const handler = serve(copies, deliveryOperations, { buckets: objectStore });
